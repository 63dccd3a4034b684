package io.berth.agent.task;

import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.ContainerPlan;
import io.berth.agent.runtime.ContainerRef;
import io.berth.agent.runtime.CreatedContainer;
import io.berth.agent.runtime.StartedContainer;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The containers of one task, and what is done to them. Touched by the task's mailbox only. */
final class TaskContainers {
    private static final Logger LOG = LoggerFactory.getLogger(TaskContainers.class);

    final List<Member> inits;
    final List<Member> mains;
    private final TaskAssignment assignment;
    private final LimitedRuntime limited;
    private final TaskWorld world;
    private List<HostPort> ports = List.of();
    /** Whether {@link #ports} are those of the last start. */
    private boolean arePortsKnown;

    TaskContainers(TaskAssignment assignment, LimitedRuntime limited, TaskWorld world) {
        this.assignment = assignment;
        this.limited = limited;
        this.world = world;
        inits = assignment.template().initContainers().stream()
                .map(spec -> new Member(spec, true))
                .toList();
        mains = assignment.template().containers().stream()
                .map(spec -> new Member(spec, false))
                .toList();
    }

    /** Where the task's ports are reached on this node. */
    List<HostPort> ports() {
        return ports;
    }

    void foundPorts(List<HostPort> found) {
        ports = found;
        arePortsKnown = covers(found);
    }

    /** Whether traffic may go to the task and it counts as running. */
    boolean isReady() {
        return arePortsKnown && mains.stream().allMatch(Member::isReady);
    }

    private boolean covers(List<HostPort> found) {
        return assignment.ports().stream()
                .allMatch(wanted -> found.stream()
                        .anyMatch(port -> port.target() == wanted.target()
                                && port.protocol().equals(wanted.protocol())));
    }

    /** Fetches what the missing containers need and creates them, until it is cancelled. */
    void createMissing(Interruptible preparation) {
        List<Member> absent =
                all().filter(member -> member.phase == Member.Phase.ABSENT).toList();
        if (absent.isEmpty()) {
            return;
        }
        preparation.run(() -> absent.forEach(member -> limited.runtime().prepare(plan(member))));
        if (preparation.isCancelled()) {
            return;
        }
        limited.createShared(plan(mains.getFirst()));
        for (Member member : absent) {
            if (preparation.isCancelled()) {
                return;
            }
            CreatedContainer created = limited.create(plan(member));
            member.created(created.runtimeId(), created.hasHealthCheck());
        }
    }

    /** Starts the next init container, or the others once all of those have ended well; says whether it came to these. */
    boolean startNext() {
        for (Member init : inits) {
            if (init.phase == Member.Phase.CREATED) {
                start(init);
            }
            if (init.phase != Member.Phase.DONE) {
                return false;
            }
        }
        mains.stream().filter(member -> member.phase == Member.Phase.CREATED).forEach(this::start);
        return true;
    }

    void start(Member member) {
        member.starting(world.clock().instant());
        try {
            StartedContainer started = limited.start(plan(member), member.runtimeId);
            member.started(started.runtimeId());
            if (member == mains.getFirst()) {
                // One that has ended already is reached nowhere; the last place where it was says more than nothing.
                arePortsKnown = covers(started.ports());
                ports = arePortsKnown ? started.ports() : ports;
            }
        } catch (ContainerException e) {
            throw new ContainerException("starting container failed: " + e.getMessage(), e);
        }
    }

    /** Stops a container on another thread and calls {@code stopped} there, in any case. */
    void stop(Member member, Runnable stopped) {
        ContainerRef ref = member.ref(assignment.task());
        world.run(() -> {
            try {
                limited.runtime().stop(ref, member.spec.stopSignal(), member.spec.stopGrace());
            } catch (ContainerException e) {
                LOG.warn("task={} container={} cannot be stopped: {}", ref.task(), ref.container(), e.getMessage());
            }
            stopped.run();
        });
    }

    /** The longest that one of them may take to stop; as long are its connections waited for. */
    Duration grace() {
        return mains.stream()
                .map(member -> member.spec.stopGrace())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Removes all that is left of the task; false if something stays, which may be tried again. */
    boolean removeAll() {
        try {
            all().filter(member -> member.phase != Member.Phase.ABSENT)
                    .forEach(member -> limited.runtime().remove(member.ref(assignment.task())));
            limited.runtime().removeShared(assignment.task());
            world.records().delete(assignment.task());
            return true;
        } catch (ContainerException | UncheckedIOException e) {
            LOG.warn("task={} cannot be cleared away: {}", assignment.task(), e.getMessage());
            return false;
        }
    }

    /** Lets go of what only a running task needs; what cannot be let go now is removed with the rest. */
    void release() {
        try {
            limited.runtime().release(assignment);
        } catch (ContainerException e) {
            LOG.warn("task={} does not let go of all it has used: {}", assignment.task(), e.getMessage());
        }
    }

    void logRefusal(Member member, ContainerException refused) {
        LOG.warn("task={} container={}: {}", assignment.task(), member.spec.name(), refused.getMessage());
    }

    /** Takes up what the running ones need from the agent after its restart. */
    void resume() {
        all().filter(Member::isRunning).forEach(member -> limited.runtime().resume(plan(member)));
    }

    Stream<Member> all() {
        return Stream.concat(inits.stream(), mains.stream());
    }

    Stream<Member> running() {
        return all().filter(Member::isRunning);
    }

    Optional<Member> named(String name) {
        return all().filter(member -> member.spec.name().equals(name)).findFirst();
    }

    /** Whether one that should run beside the others does not exist. */
    boolean isIncomplete() {
        return mains.stream().anyMatch(member -> member.phase == Member.Phase.ABSENT);
    }

    TaskStatus status(TaskState state, Instant now, String message) {
        return new TaskStatus(state, now, message, "", OptionalInt.empty(), statuses(), ports);
    }

    List<ContainerStatus> statuses() {
        return all().filter(member -> member.phase != Member.Phase.ABSENT)
                .map(Member::status)
                .toList();
    }

    private ContainerPlan plan(Member member) {
        return new ContainerPlan(
                assignment,
                world.placeholders(assignment).expand(member.spec),
                member.isInit,
                member == mains.getFirst(),
                world.files().place(assignment, member.spec));
    }
}
