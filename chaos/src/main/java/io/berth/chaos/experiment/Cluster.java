package io.berth.chaos.experiment;

import java.util.List;

/** The cluster under test, as its API shows it. */
public interface Cluster {
    /**
     * How many tasks of a service there are.
     *
     * @param running how many of its tasks run
     * @param desired how many should
     */
    record Counts(int running, int desired) {}

    /**
     * A task that runs.
     *
     * @param id of the task
     * @param slot that it fills
     * @param runtimeId of its first container
     */
    record Running(String id, String slot, String runtimeId) {}

    /** How a service does. Throws {@link ExperimentRefused} if nobody answers. */
    Counts counts(String service);

    /** Its tasks that run. Throws {@link ExperimentRefused} if nobody answers. */
    List<Running> running(String service);
}
