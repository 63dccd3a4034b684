/** Containers that exist in memory only, for trials of many nodes. Not here: anything that runs. */
@NullMarked
package io.berth.agent.simulated;

import org.jspecify.annotations.NullMarked;
