/** Cuts failures down to what people can read. Not here: what a failure is (see {@code simulator.invariant}). */
@NullMarked
package io.berth.chaos.simulator.shrink;

import org.jspecify.annotations.NullMarked;
