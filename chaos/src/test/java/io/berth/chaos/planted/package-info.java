/** Faults planted in production rules, to see that the simulator finds them. */
@NullMarked
package io.berth.chaos.planted;

import org.jspecify.annotations.NullMarked;
