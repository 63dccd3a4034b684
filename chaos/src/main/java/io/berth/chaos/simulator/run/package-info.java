/** Runs plans, judges them and cuts failures down. Not here: what is judged (see {@code simulator.invariant}). */
@NullMarked
package io.berth.chaos.simulator.run;

import org.jspecify.annotations.NullMarked;
