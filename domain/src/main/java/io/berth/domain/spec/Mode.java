package io.berth.domain.spec;

/** How many tasks a service wants, and whether they are meant to end. As Docker Swarm's service modes. */
public sealed interface Mode {
    /** Keeps {@code replicas} tasks running, anywhere. */
    record Replicated(int replicas) implements Mode {}

    /** Keeps one task running on every node that fits. */
    record Global() implements Mode {}

    /**
     * Runs tasks until {@code totalCompletions} have ended well.
     *
     * @param maxConcurrent how many run at once, at most
     */
    record ReplicatedJob(int maxConcurrent, int totalCompletions) implements Mode {}

    /** Runs one task to its end on every node that fits. */
    record GlobalJob() implements Mode {}

    /** The mode as compose files spell it, such as {@code replicated-job}. */
    default String word() {
        return switch (this) {
            case Replicated _ -> "replicated";
            case Global _ -> "global";
            case ReplicatedJob _ -> "replicated-job";
            case GlobalJob _ -> "global-job";
        };
    }

    default boolean isJob() {
        return switch (this) {
            case Replicated _, Global _ -> false;
            case ReplicatedJob _, GlobalJob _ -> true;
        };
    }

    default boolean isGlobal() {
        return switch (this) {
            case Global _, GlobalJob _ -> true;
            case Replicated _, ReplicatedJob _ -> false;
        };
    }
}
