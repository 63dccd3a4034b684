/** What users want and what befalls the world, as data: made from a seed, printable, and cut down after a failure. */
@NullMarked
package io.berth.chaos.simulator.plan;

import org.jspecify.annotations.NullMarked;
