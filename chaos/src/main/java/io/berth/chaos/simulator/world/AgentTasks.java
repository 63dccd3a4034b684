package io.berth.chaos.simulator.world;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The tasks of an agent: what it does when it is told something, and what it has written down for its successor. */
final class AgentTasks {
    /** Forgotten tasks that are kept of each slot, so that their logs can be read. */
    private static final int KEPT_OF_A_SLOT = 5;

    /** What is on the disk of one task. */
    private record Saved(TaskAssignment assignment, TaskStatus status, boolean isForgotten) {}

    private record Place(String serviceUid, Slot slot) {}

    /** One task in memory. */
    private static final class Runner {
        private final TaskAssignment assignment;
        private TaskStatus status;
        private Optional<TaskState> ending = Optional.empty();

        Runner(TaskAssignment assignment, TaskStatus status) {
            this.assignment = assignment;
            this.status = status;
        }

        boolean hasEnded() {
            return status.state().isTerminal();
        }
    }

    private final Program program;
    private final Machine machine;
    private final Consumer<TaskReport> report;
    private final Secrets secrets;
    private final Map<TaskId, Saved> disk = new LinkedHashMap<>();
    private final Map<Place, Deque<TaskId>> kept = new HashMap<>();
    private final Map<TaskId, Runner> runners = new LinkedHashMap<>();
    private final Map<TaskId, TaskStatus> refused = new LinkedHashMap<>();

    /** Where secrets come from. */
    interface Secrets {
        /** Calls {@code then} with whether the task's secrets are there. */
        void fetch(TaskAssignment assignment, Consumer<Boolean> then);
    }

    AgentTasks(Program program, Machine machine, Consumer<TaskReport> report, Secrets secrets) {
        this.program = program;
        this.machine = machine;
        this.report = report;
        this.secrets = secrets;
        machine.onExit(container -> {
            if (program.isAlive()) {
                program.afterMicros(1_000, () -> exited(container));
            }
        });
    }

    List<TaskReport> inventory() {
        List<TaskReport> all = new ArrayList<>();
        runners.values().forEach(runner -> all.add(new TaskReport(runner.assignment.task(), runner.status)));
        refused.forEach((task, status) -> all.add(new TaskReport(task, status)));
        return all;
    }

    void obey(AgentInstruction instruction) {
        switch (instruction) {
            case AgentInstruction.StartTask(var assignment) -> start(assignment);
            case AgentInstruction.StopTask(var task) -> stop(task);
            case AgentInstruction.ForgetTask(var task) -> forget(task);
        }
    }

    private void start(TaskAssignment assignment) {
        if (!refused.containsKey(assignment.task())
                && !runners.containsKey(assignment.task())
                && !disk.containsKey(assignment.task())) {
            Runner runner = new Runner(assignment, TaskStatus.of(TaskState.ACCEPTED, program.clock(), "accepted"));
            runners.put(assignment.task(), runner);
            says(runner, TaskState.PREPARING);
            prepare(runner);
        }
    }

    private void prepare(Runner runner) {
        save(runner, false);
        program.after(machine.preparation(), () -> {
            if (isGoingOn(runner)) {
                machine.refusal(runner.assignment)
                        .ifPresentOrElse(why -> ends(runner, TaskState.REJECTED, why), () -> equip(runner));
            }
        });
    }

    private void equip(Runner runner) {
        secrets.fetch(runner.assignment, isThere -> {
            if (!isGoingOn(runner)) {
                return;
            }
            if (isThere) {
                says(runner, TaskState.STARTING);
                save(runner, false);
                program.afterMicros(500, () -> run(runner));
            } else {
                ends(runner, TaskState.REJECTED, "secrets were not given");
            }
        });
    }

    private void run(Runner runner) {
        if (!isGoingOn(runner)) {
            return;
        }
        if (machine.start(runner.assignment).isPresent()) {
            becomesReady(runner);
        } else {
            ends(runner, TaskState.FAILED, "port is already allocated");
        }
    }

    private void becomesReady(Runner runner) {
        program.after(machine.readiness(), () -> {
            if (isGoingOn(runner) && runner.status.state() == TaskState.STARTING) {
                says(runner, TaskState.RUNNING);
            }
        });
    }

    private boolean isGoingOn(Runner runner) {
        return runner.ending.isEmpty() && !runner.hasEnded();
    }

    private void stop(TaskId task) {
        Runner runner = runners.get(task);
        if (runner == null) {
            refused.putIfAbsent(task, TaskStatus.of(TaskState.REMOVED, program.clock(), "not known"));
            report.accept(new TaskReport(task, Objects.requireNonNull(refused.get(task))));
        } else if (runner.hasEnded()) {
            report.accept(new TaskReport(task, runner.status));
        } else if (runner.ending.isEmpty()) {
            runner.ending = Optional.of(TaskState.SHUTDOWN);
            machine.find(task)
                    .filter(Container::isRunning)
                    .ifPresentOrElse(machine::stop, () -> ends(runner, TaskState.SHUTDOWN, ""));
        }
    }

    private void exited(Container container) {
        Runner runner = runners.get(container.task());
        if (runner != null && !runner.hasEnded()) {
            boolean isWell = container.exitCode().orElse(0) == 0;
            TaskState byItself = isWell ? TaskState.COMPLETE : TaskState.FAILED;
            ends(runner, runner.ending.orElse(byItself), isWell ? "" : "non-zero exit");
        }
    }

    private void says(Runner runner, TaskState state) {
        runner.status = TaskStatus.of(state, program.clock(), state.word());
        report.accept(new TaskReport(runner.assignment.task(), runner.status));
    }

    private void ends(Runner runner, TaskState state, String error) {
        OptionalInt code =
                machine.find(runner.assignment.task()).map(Container::exitCode).orElse(OptionalInt.empty());
        runner.status = new TaskStatus(state, program.clock(), state.word(), error, code, List.of(), List.of());
        save(runner, false);
        report.accept(new TaskReport(runner.assignment.task(), runner.status));
    }

    private void forget(TaskId task) {
        refused.remove(task);
        Runner runner = runners.get(task);
        if (runner != null && runner.hasEnded()) {
            runners.remove(task);
            save(runner, true);
            Deque<TaskId> place = kept.computeIfAbsent(
                    new Place(runner.assignment.serviceUid(), runner.assignment.slot()), key -> new ArrayDeque<>());
            place.addLast(task);
            if (place.size() > KEPT_OF_A_SLOT) {
                TaskId oldest = place.removeFirst();
                disk.remove(oldest);
                machine.remove(oldest);
            }
        }
    }

    private void save(Runner runner, boolean isForgotten) {
        disk.put(runner.assignment.task(), new Saved(runner.assignment, runner.status, isForgotten));
    }

    /** The agent has ended: what was only in its memory is gone. */
    void forgetAll() {
        runners.clear();
        refused.clear();
    }

    /** Another agent takes up what the last one has left. */
    void adopt() {
        for (Saved saved : List.copyOf(disk.values())) {
            if (!saved.isForgotten()) {
                Runner runner = new Runner(saved.assignment(), saved.status());
                runners.put(saved.assignment().task(), runner);
                adopt(runner, machine.find(saved.assignment().task()));
            }
        }
    }

    private void adopt(Runner runner, Optional<Container> container) {
        if (runner.hasEnded()) {
            container.filter(Container::isRunning).ifPresent(machine::stop);
        } else if (container.isPresent() && container.get().isRunning()) {
            becomesReady(runner);
        } else if (container.isPresent()) {
            exited(container.get());
        } else if (runner.status.state().compareTo(TaskState.STARTING) >= 0) {
            ends(runner, TaskState.FAILED, "a container of the task was removed");
        } else {
            prepare(runner);
        }
    }
}
