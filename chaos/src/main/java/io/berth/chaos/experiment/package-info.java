/**
 * Experiments with a real cluster: faults that are put into it and taken back, and a verdict on whether what must hold
 * held again in time. Not here: the simulator, which runs the rules without a cluster.
 */
@NullMarked
package io.berth.chaos.experiment;

import org.jspecify.annotations.NullMarked;
