/** Runs many seeds at once. Not here: anything that a single run does (see {@code simulator}), which has one thread. */
@NullMarked
package io.berth.chaos.campaign;

import org.jspecify.annotations.NullMarked;
