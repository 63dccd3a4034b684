package io.berth.agent.task;

import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.ContainerRef;
import io.berth.agent.runtime.FoundContainer.Health;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The life of one task: prepare and create all containers, run the init containers one after the other, start the
 * others, and see them to their end. Everything happens in one mailbox, in order; blocking steps may take their time.
 */
final class TaskRunner {
    private static final Duration STOP_RETRY = Duration.ofSeconds(1);

    final TaskAssignment assignment;
    final LimitedRuntime limited;
    private final TaskWorld world;
    private final Mailbox mailbox;
    private final TaskContainers containers;
    private final Interruptible preparation = new Interruptible();
    private @Nullable Ending ending;
    private final ObservedStatus seen;

    TaskRunner(TaskAssignment assignment, LimitedRuntime limited, TaskWorld world, TaskStatus status) {
        this.assignment = assignment;
        this.limited = limited;
        this.world = world;
        seen = new ObservedStatus(assignment, limited.runtime().survivesAgent(), world, status);
        mailbox = new Mailbox(world.threads());
        containers = new TaskContainers(assignment, limited, world);
    }

    TaskStatus status() {
        return seen.now();
    }

    boolean hasEnded() {
        return seen.hasEnded();
    }

    /** Every container that exists. For readers of logs, on any thread. */
    List<ContainerRef> existing() {
        return status().containers().stream()
                .map(one -> new ContainerRef(assignment.task(), one.name(), one.runtimeId()))
                .toList();
    }

    void begin() {
        mailbox.post(this::proceed);
    }

    /** Goes on where an earlier agent has left. */
    void adopt(Adoption found) {
        mailbox.post(() -> {
            containers.foundPorts(found.ports());
            containers.all().forEach(member -> found.take(member, status()));
            boolean hasStarted = status().state().compareTo(TaskState.STARTING) >= 0;
            if (hasEnded()) {
                found.running().forEach(ref -> limited.runtime().stop(ref, "", Duration.ZERO));
                containers.release();
            } else if (hasStarted && containers.isIncomplete()) {
                end(Ending.gone());
            } else {
                containers.resume();
                Instant now = world.clock().instant();
                found.exits().forEach((ref, code) -> exited(ref, code, now));
                proceed();
            }
        });
    }

    /** Stops the task: out of the balance first, then stop signal, grace, kill. An ended task says again how it ended. */
    void stop() {
        preparation.cancel();
        mailbox.post(() -> {
            if (hasEnded()) {
                seen.tell();
            } else {
                end(Ending.shutdown());
            }
        });
    }

    /** Says the status again, with what is wrong with the published ports. */
    void refresh() {
        mailbox.post(() -> {
            if (!hasEnded()) {
                again();
            }
        });
    }

    /** Removes what is left of the ended task, then calls {@code removed}, unless something of it stays. */
    void remove(Runnable removed) {
        mailbox.post(() -> {
            if (containers.removeAll()) {
                removed.run();
            }
        });
    }

    /** Calls {@code action} in order with all else that happens to the task. */
    void later(Runnable action) {
        mailbox.post(action);
    }

    void onExit(ContainerRef ref, int exitCode, Instant at) {
        mailbox.post(() -> exited(ref, exitCode, at));
    }

    void onHealth(ContainerRef ref, boolean isHealthy) {
        mailbox.post(() -> containers.named(ref.container()).ifPresent(member -> healthy(member, isHealthy)));
    }

    void onSharedLost() {
        mailbox.post(() -> end(Ending.refused(status(), "the container that held the task's network has ended")));
    }

    private void proceed() {
        try {
            if (ending == null && !hasEnded()) {
                if (status().state().compareTo(TaskState.PREPARING) < 0) {
                    seen.begins(
                            containers.status(TaskState.PREPARING, world.clock().instant(), "preparing"));
                }
                world.balance().expect(assignment);
                containers.createMissing(preparation);
                advance();
            }
        } catch (ContainerException | UncheckedIOException refused) {
            if (preparation.isCancelled()) {
                return; // the stop is the next letter
            }
            end(Ending.refused(status(), String.valueOf(refused.getMessage())));
        }
    }

    private void advance() {
        if (preparation.isCancelled()) {
            return; // the stop is the next letter
        }
        if (status().state().compareTo(TaskState.STARTING) < 0) {
            seen.becomesForGood(
                    containers.status(TaskState.STARTING, world.clock().instant(), "starting"));
        }
        if (containers.startNext()) {
            settle();
        }
    }

    private void settle() {
        boolean isReady = containers.isReady();
        if (isReady && status().state() == TaskState.STARTING) {
            report(TaskState.RUNNING, "started");
        }
        if (isReady && status().state() == TaskState.RUNNING) {
            world.balance().join(assignment, containers.ports());
        } else {
            world.balance().leave(assignment.task());
        }
    }

    private void healthy(Member member, boolean isHealthy) {
        if (member.phase != Member.Phase.RUNNING || ending != null) {
            return;
        }
        member.health = isHealthy ? Health.HEALTHY : Health.UNHEALTHY;
        settle();
        if (!isHealthy) {
            stop(member);
        }
    }

    private void exited(ContainerRef ref, int code, Instant at) {
        containers.named(ref.container()).filter(Member::isRunning).ifPresent(member -> {
            OptionalInt sure = at.isBefore(member.startedAt) ? exitCode(ref) : OptionalInt.of(code);
            sure.ifPresent(known -> ended(member, known));
        });
    }

    /** Tells an end of an earlier run from an end of this one that was seen by a clock set back. */
    private OptionalInt exitCode(ContainerRef ref) {
        try {
            return limited.runtime().exitCode(ref);
        } catch (ContainerException unknown) {
            return OptionalInt.empty();
        }
    }

    private void ended(Member member, int code) {
        member.ended(code);
        conclude();
        if (ending == null) {
            decide(member, code);
        }
    }

    private void decide(Member member, int code) {
        Instant now = world.clock().instant();
        Optional<Duration> delay =
                InPlaceRestart.delay(assignment.template().restart(), member.isInit, code, member.restartTimes, now);
        boolean isUnhealthy = member.health == Health.UNHEALTHY;
        if (delay.isPresent()) {
            member.phase = Member.Phase.WAITING;
            settle();
            again();
            world.after(delay.get(), () -> mailbox.post(() -> restart(member)));
        } else if (code != 0 || isUnhealthy) {
            end(Ending.failed(code, isUnhealthy));
        } else if (containers.all().allMatch(each -> each.phase == Member.Phase.DONE)) {
            end(Ending.complete(code));
        } else {
            again();
            proceed();
        }
    }

    private void restart(Member member) {
        if (member.phase != Member.Phase.WAITING || ending != null) {
            return;
        }
        member.restarting(world.clock().instant());
        try {
            containers.start(member);
        } catch (ContainerException e) {
            containers.logRefusal(member, e);
            member.ended(Member.CANNOT_START);
            decide(member, Member.CANNOT_START);
            return;
        }
        again();
        seen.record();
        settle();
    }

    private void stop(Member member) {
        ContainerRef ref = member.ref(assignment.task());
        containers.stop(member, () -> mailbox.post(() -> stopped(member, ref)));
    }

    /** The runtime's event has usually told the end already; if it got lost, the runtime is asked. */
    private void stopped(Member member, ContainerRef ref) {
        if (member.phase != Member.Phase.RUNNING || !member.runtimeId.equals(ref.runtimeId())) {
            return;
        }
        OptionalInt code = exitCode(ref);
        if (code.isPresent()) {
            exited(ref, code.getAsInt(), world.clock().instant());
        } else {
            world.after(STOP_RETRY, () -> mailbox.post(() -> stop(member)));
        }
    }

    private void end(Ending how) {
        if (ending != null || hasEnded() || world.isClosing().getAsBoolean()) {
            return;
        }
        ending = how;
        Runnable stopping = () -> containers.running().toList().forEach(this::stop);
        if (how.isOrdered()) {
            world.balance().drain(assignment, containers.grace(), () -> mailbox.post(stopping));
        } else {
            world.balance().leave(assignment.task());
            stopping.run();
        }
        conclude();
    }

    private void conclude() {
        Ending how = ending;
        if (how == null || hasEnded() || containers.running().findAny().isPresent()) {
            return;
        }
        OptionalInt code = containers.mains.getFirst().exitCode;
        seen.becomesForGood(how.status(world.clock().instant(), code, containers.statuses()));
        world.balance().forget(assignment.task());
        world.files().remove(assignment.task());
        containers.release();
    }

    private void report(TaskState state, String message) {
        String problem = state == TaskState.RUNNING ? world.balance().problem(assignment) : "";
        String text = problem.isEmpty() ? message : message + "; " + problem;
        seen.becomes(containers.status(state, world.clock().instant(), text));
    }

    /** Says the state again, because something else has changed. */
    private void again() {
        report(status().state(), status().state() == TaskState.RUNNING ? "started" : status().message());
    }
}
