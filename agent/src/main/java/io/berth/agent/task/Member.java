package io.berth.agent.task;

import io.berth.agent.runtime.ContainerRef;
import io.berth.agent.runtime.FoundContainer;
import io.berth.agent.runtime.FoundContainer.Health;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** One container of a task and what has become of it. Touched by its task's mailbox only. */
final class Member {
    /** How far it has come. */
    enum Phase {
        ABSENT,
        CREATED,
        RUNNING,
        /** Ended, and will be restarted in place. */
        WAITING,
        /** Ended for good. */
        DONE
    }

    /** What a shell answers for a program that cannot be started. */
    static final int CANNOT_START = 127;

    final ContainerSpec spec;
    final boolean isInit;
    final List<Instant> restartTimes = new ArrayList<>();
    Phase phase = Phase.ABSENT;
    String runtimeId = "";
    Health health = Health.UNCHECKED;
    boolean isChecked;
    OptionalInt exitCode = OptionalInt.empty();
    int restarts;
    Instant startedAt = Instant.EPOCH;

    Member(ContainerSpec spec, boolean isInit) {
        this.spec = spec;
        this.isInit = isInit;
    }

    void created(String newRuntimeId, boolean hasHealthCheck) {
        phase = Phase.CREATED;
        runtimeId = newRuntimeId;
        isChecked = hasHealthCheck;
    }

    void starting(Instant now) {
        startedAt = now;
        health = isChecked ? Health.STARTING : Health.UNCHECKED;
    }

    void started(String newRuntimeId) {
        phase = Phase.RUNNING;
        runtimeId = newRuntimeId;
    }

    void restarting(Instant now) {
        restarts++;
        restartTimes.add(now);
    }

    void ended(int code) {
        exitCode = OptionalInt.of(code);
        phase = Phase.DONE;
    }

    void found(FoundContainer found) {
        runtimeId = found.ref().runtimeId();
        health = found.health();
        isChecked = found.health() != Health.UNCHECKED;
        phase = switch (found.phase()) {
            case CREATED -> Phase.CREATED;
            case RUNNING, EXITED -> Phase.RUNNING; // an end is told next, as if it had happened now
        };
    }

    boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    /** Whether traffic may go to it and its task counts as running. */
    boolean isReady() {
        return switch (phase) {
            case DONE -> true;
            case RUNNING ->
                switch (health) {
                    case UNCHECKED, HEALTHY -> true;
                    case STARTING, UNHEALTHY -> false;
                };
            case ABSENT, CREATED, WAITING -> false;
        };
    }

    ContainerRef ref(TaskId task) {
        return new ContainerRef(task, spec.name(), runtimeId);
    }

    ContainerStatus status() {
        return new ContainerStatus(spec.name(), runtimeId, phase == Phase.RUNNING, exitCode, restarts);
    }
}
