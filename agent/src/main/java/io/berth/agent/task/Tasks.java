package io.berth.agent.task;

import io.berth.agent.EngineConnection;
import io.berth.agent.EngineRefusal;
import io.berth.agent.LogSink;
import io.berth.agent.LogSubscription;
import io.berth.agent.retention.Retention;
import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.ContainerRef;
import io.berth.agent.runtime.ContainerRuntime;
import io.berth.agent.runtime.FoundContainer;
import io.berth.agent.runtime.RuntimeListener;
import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All tasks of this node, running and ended ones, until they are forgotten and cleared away. */
public final class Tasks implements RuntimeListener {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private static final Duration ADOPTION_TIMEOUT = Duration.ofSeconds(2);
    /** A look into memory; nothing outside is asked unless something is due. */
    private static final Duration TIDY_EVERY = Duration.ofSeconds(1);

    /** One slot of one creation of a service. */
    private record Place(String serviceUid, Slot slot) {}

    private final TaskWorld world;
    private final Map<String, LimitedRuntime> runtimes = new LinkedHashMap<>();
    private final Map<TaskId, TaskRunner> runners = new ConcurrentHashMap<>();
    private final Map<TaskId, TaskStatus> refused = new ConcurrentHashMap<>();
    private final Map<TaskId, TaskRunner> forgotten = new ConcurrentHashMap<>();
    private final Retention<TaskId> retention;

    /**
     * @param available runtimes that work here, the default one first
     * @param kept how much of ended and forgotten tasks is kept for their logs
     */
    public Tasks(TaskWorld world, List<ContainerRuntime> available, Retention.Limits kept) {
        this.world = world;
        this.retention = new Retention<>(kept);
        available.forEach(runtime -> runtimes.put(runtime.name(), LimitedRuntime.of(runtime)));
    }

    /**
     * Takes over what an earlier agent of this node has left: recorded tasks go on, containers that no record explains
     * are stopped and removed.
     *
     * @return runtime ids of the containers that nothing explained
     */
    public List<String> adopt() {
        Map<TaskId, TaskRecord> records = world.records().all().stream()
                .collect(Collectors.toMap(record -> record.assignment().task(), record -> record));
        world.files().retain(records.keySet());
        List<String> orphans = new ArrayList<>();
        for (LimitedRuntime limited : runtimes.values()) {
            Map<TaskId, List<FoundContainer>> found = limited.runtime().attach(this).stream()
                    .collect(Collectors.groupingBy(container -> container.ref().task()));
            found.forEach((task, containers) -> {
                if (!records.containsKey(task)) {
                    orphans.addAll(removeOrphans(limited.runtime(), containers));
                }
            });
            limited.runtime().sharing().stream()
                    .filter(task -> !records.containsKey(task) && !found.containsKey(task))
                    .forEach(task -> world.run(() -> limited.runtime().removeShared(task)));
            records.values().stream()
                    .filter(record -> runtimeOf(record.assignment())
                            .filter(limited::equals)
                            .isPresent())
                    .sorted((a, b) -> a.status().at().compareTo(b.status().at()))
                    .forEach(record -> adopt(
                            record,
                            limited,
                            found.getOrDefault(record.assignment().task(), List.of())));
        }
        awaitAdoption();
        return orphans;
    }

    private void adopt(TaskRecord record, LimitedRuntime limited, List<FoundContainer> found) {
        TaskRunner runner = new TaskRunner(record.assignment(), limited, world, record.status());
        runners.put(record.assignment().task(), runner);
        runner.adopt(new Adoption(found));
        if (record.isForgotten()) {
            forget(record.assignment().task());
        }
        LOG.info(
                "task={} name={} adopted, {} containers",
                record.assignment().task(),
                record.assignment().taskName(),
                found.size());
    }

    /** So that the first inventory tells the truth; a task that must begin again may take longer than that. */
    private void awaitAdoption() {
        CountDownLatch handled = new CountDownLatch(runners.size());
        runners.values().forEach(runner -> runner.later(handled::countDown));
        try {
            if (!handled.await(ADOPTION_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("{} adopted tasks are still being taken up", handled.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> removeOrphans(ContainerRuntime runtime, List<FoundContainer> ofOneTask) {
        List<ContainerRef> refs = ofOneTask.stream().map(FoundContainer::ref).toList();
        refs.forEach(ref -> LOG.warn(
                "container {} of task {} is explained by no assignment: stopped and removed",
                ref.runtimeId(),
                ref.task()));
        world.run(() -> {
            refs.forEach(ref -> runtime.stop(ref, "", Duration.ZERO));
            refs.forEach(runtime::remove);
            runtime.removeShared(refs.getFirst().task());
        });
        return refs.stream().map(ContainerRef::runtimeId).toList();
    }

    /** Begins to clear away, again and again, what has been kept for long enough. */
    public void tidyFromNowOn() {
        world.run(() -> {
            Instant now = world.clock().instant();
            clear(now);
            runtimes.values().forEach(limited -> tidy(limited.runtime(), now));
            world.after(TIDY_EVERY, this::tidyFromNowOn);
        });
    }

    private static void tidy(ContainerRuntime runtime, Instant now) {
        try {
            runtime.tidy(now);
        } catch (ContainerException e) {
            LOG.debug("runtime={} cannot be tidied now, tried again: {}", runtime.name(), e.getMessage());
        }
    }

    private void clear(Instant now) {
        for (TaskId task : retention.due(now)) {
            TaskRunner old = forgotten.get(task);
            if (old != null) {
                old.remove(() -> {
                    forgotten.remove(task, old);
                    retention.release(task);
                });
            }
        }
    }

    /** Takes an instruction; it is carried out soon, and a second time changes nothing. */
    public void obey(AgentInstruction instruction) {
        switch (instruction) {
            case AgentInstruction.StartTask(var assignment) -> start(assignment);
            case AgentInstruction.StopTask(var task) -> stop(task);
            case AgentInstruction.ForgetTask(var task) -> forget(task);
        }
    }

    private void start(TaskAssignment assignment) {
        TaskId task = assignment.task();
        if (runners.containsKey(task) || refused.containsKey(task) || forgotten.containsKey(task)) {
            return;
        }
        Optional<LimitedRuntime> limited = runtimeOf(assignment);
        if (limited.isEmpty()) {
            String error = "runtime " + assignment.template().runtime() + " is not available on node " + world.node()
                    + ": it has " + runtimes.keySet();
            refused.put(task, TaskStatus.ended(TaskState.REJECTED, world.clock().instant(), error));
            world.reports().accept(new TaskReport(task, refused.get(task)));
            return;
        }
        TaskStatus accepted = TaskStatus.of(TaskState.ACCEPTED, world.clock().instant(), "accepted");
        TaskRunner runner = new TaskRunner(assignment, limited.get(), world, accepted);
        if (runners.putIfAbsent(task, runner) == null) {
            runner.begin();
        }
    }

    private Optional<LimitedRuntime> runtimeOf(TaskAssignment assignment) {
        String wanted = assignment.template().runtime();
        return wanted.isEmpty() ? runtimes.values().stream().findFirst() : Optional.ofNullable(runtimes.get(wanted));
    }

    private void stop(TaskId task) {
        TaskRunner runner = runners.get(task);
        if (runner != null) {
            runner.stop();
            return;
        }
        TaskStatus gone =
                TaskStatus.of(TaskState.REMOVED, world.clock().instant(), "not known on node " + world.node());
        // Its start may still be on the way, from a member that the node has left since: it comes too late.
        TaskStatus kept = refused.putIfAbsent(task, gone);
        world.reports().accept(new TaskReport(task, kept == null ? gone : kept));
    }

    private void forget(TaskId task) {
        refused.remove(task);
        TaskRunner runner = runners.get(task);
        if (runner == null) {
            return;
        }
        runner.later(() -> {
            if (!runner.hasEnded()) {
                LOG.warn("task={} is to be forgotten but still runs: it goes on", task);
                return;
            }
            if (runners.remove(task, runner)) {
                forgotten.put(task, runner);
                if (runner.limited.runtime().survivesAgent()) {
                    world.records().saveForgotten(runner.assignment, runner.status());
                }
                Place place = new Place(runner.assignment.serviceUid(), runner.assignment.slot());
                retention.keep(task, place, runner.status().at());
            }
        });
    }

    /** The last status of every task that was not forgotten. */
    public List<TaskReport> inventory() {
        return Stream.concat(
                        runners.entrySet().stream()
                                .map(entry -> new TaskReport(
                                        entry.getKey(), entry.getValue().status())),
                        refused.entrySet().stream().map(entry -> new TaskReport(entry.getKey(), entry.getValue())))
                .toList();
    }

    /** Reports all running tasks that {@code wanted} accepts again, because what is said of their ports has changed. */
    public void refresh(Predicate<TaskAssignment> wanted) {
        runners.values().stream()
                .filter(runner -> wanted.test(runner.assignment))
                .forEach(TaskRunner::refresh);
    }

    /** Begins to read a task's log; also of a forgotten task, while it is kept. */
    public LogSubscription openLog(TaskId task, LogQuery query, LogSink sink) {
        TaskRunner runner = runners.getOrDefault(task, forgotten.get(task));
        if (runner == null) {
            sink.fail("no log of task " + task + " is kept on node " + world.node());
            return () -> {};
        }
        return TaskLogs.open(runner.limited.runtime(), runner.existing(), query, sink);
    }

    /** Passes a call on to the engine that runs the task's containers, or to the node's first engine. */
    public EngineConnection callEngine(EngineRequest request) throws IOException, EngineRefusal {
        Optional<TaskRunner> runner = request.task().map(task -> runners.getOrDefault(task, forgotten.get(task)));
        return EngineCalls.pass(request, runner, List.copyOf(runtimes.values()));
    }

    @Override
    public void exited(ContainerRef container, int exitCode, Instant at) {
        with(container.task(), runner -> runner.onExit(container, exitCode, at));
    }

    @Override
    public void health(ContainerRef container, boolean isHealthy) {
        with(container.task(), runner -> runner.onHealth(container, isHealthy));
    }

    @Override
    public void sharedLost(TaskId task) {
        with(task, TaskRunner::onSharedLost);
    }

    private void with(TaskId task, Consumer<TaskRunner> action) {
        TaskRunner runner = runners.get(task);
        if (runner != null) {
            action.accept(runner);
        }
    }
}
