/** Stacks over HTTP: many services, secrets and configs from one compose file. Not here: how the file is read (see {@code http.compose}). */
@NullMarked
package io.berth.http.stack;

import org.jspecify.annotations.NullMarked;
