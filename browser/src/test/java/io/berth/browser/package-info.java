/** The dashboard in a real browser, on a real member. Not here: what its files are made of (see {@code io.berth.http}). */
@NullMarked
package io.berth.browser;

import org.jspecify.annotations.NullMarked;
