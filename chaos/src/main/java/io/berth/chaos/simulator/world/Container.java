package io.berth.chaos.simulator.world;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.task.TaskId;
import java.util.OptionalInt;

/** What runs on a machine for one task. It outlives the agent, but not the machine. */
public final class Container {
    private final TaskAssignment assignment;
    private OptionalInt exitCode = OptionalInt.empty();

    Container(TaskAssignment assignment) {
        this.assignment = assignment;
    }

    public TaskAssignment assignment() {
        return assignment;
    }

    public TaskId task() {
        return assignment.task();
    }

    public boolean isRunning() {
        return exitCode.isEmpty();
    }

    OptionalInt exitCode() {
        return exitCode;
    }

    void exit(int code) {
        exitCode = OptionalInt.of(code);
    }

    /** How the image behaves: the part of its name before the colon. */
    static Behavior behavior(TaskAssignment assignment) {
        String image = assignment.template().containers().getFirst().image();
        return switch (image.substring(0, Math.max(0, image.indexOf(':')))) {
            case "crash" -> Behavior.CRASHES;
            case "job" -> Behavior.COMPLETES;
            case "broken" -> Behavior.CANNOT_START;
            default -> Behavior.RUNS;
        };
    }

    /** What containers of an image do by themselves. */
    enum Behavior {
        RUNS,
        CRASHES,
        COMPLETES,
        CANNOT_START
    }
}
