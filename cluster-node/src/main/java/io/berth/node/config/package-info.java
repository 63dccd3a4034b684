/** What a member is started with. Not here: the starting (see {@code node.wiring}). */
@NullMarked
package io.berth.node.config;

import org.jspecify.annotations.NullMarked;
