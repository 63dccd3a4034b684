/** Virtual time and seeded chance. Not here: anything that passes in that time (see {@code simulator.world}). */
@NullMarked
package io.berth.chaos.simulator.clock;

import org.jspecify.annotations.NullMarked;
