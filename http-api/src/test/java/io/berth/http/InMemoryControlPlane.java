package io.berth.http;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Journaled;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Recorded;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.node.NodeState;
import io.berth.domain.node.NodeViews;
import io.berth.domain.resource.Resources;
import io.berth.domain.rules.Context;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.spec.Platform;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskIds;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** A whole control plane on one thread: the real rules, a list for a journal, and agents that do as they are told. */
final class InMemoryControlPlane implements ControlPlane {
    /** When everything happens, unless a test says otherwise. */
    static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final Map<EntityRef, EntityState> states = new HashMap<>();
    private final Map<EntityRef, Long> sequences = new HashMap<>();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final Deque<Runnable> mail = new ArrayDeque<>();
    private final Map<TaskId, TaskState> lastReported = new HashMap<>();
    private Optional<String> notReady = Optional.empty();
    private Optional<Outcome> nextOutcome = Optional.empty();
    private BiFunction<EntityRef, EntityCommand, Optional<Outcome>> interceptor = (_, _) -> Optional.empty();
    private volatile InMemoryLogs logs = new InMemoryLogs(List.of());
    private Instant now = START;
    /** Answers every call of an engine. */
    volatile Function<EngineRequest, PreparedExchange> engine = PreparedExchange::unprepared;

    /** A node with 4 cores and 8 GiB whose agent starts and stops whatever it is told to. */
    synchronized void connect(String node, String hostname) {
        NodeInfo info = new NodeInfo(
                hostname,
                "10.0.0.1",
                new Platform("linux", "x86_64"),
                Set.of("docker"),
                "29.0",
                Map.of(),
                new Resources(4_000_000_000L, 8L << 30),
                true);
        ask(new NodeId(node).ref(), new NodeCommand.Connect("session-" + node, info, List.of()), Cause.SYSTEM);
        settle();
    }

    /** What an agent says of a task. */
    synchronized void report(String node, TaskStatus status, TaskId task) {
        ask(
                new NodeId(node).ref(),
                new NodeCommand.Report("session-" + node, List.of(new TaskReport(task, status))),
                Cause.SYSTEM);
        settle();
    }

    synchronized void disconnect(String node) {
        ask(new NodeId(node).ref(), new NodeCommand.Disconnect("session-" + node, "gone"), Cause.SYSTEM);
    }

    /** Records an event that no command led to. */
    synchronized void record(EntityRef entity, EntityEvent event) {
        append(entity, List.of(event), Cause.SYSTEM);
    }

    /** Lets time pass; what was due happens. */
    synchronized void advance(java.time.Duration duration) {
        now = now.plus(duration);
        List.copyOf(states.keySet()).forEach(this::wakeIfDue);
        settle();
    }

    synchronized void notReady(String reason) {
        notReady = Optional.of(reason);
    }

    /** The next command is answered so, without effect. */
    synchronized void nextOutcome(Outcome outcome) {
        nextOutcome = Optional.of(outcome);
    }

    /** Commands for which this gives an outcome are answered so, without effect. */
    synchronized void intercept(BiFunction<EntityRef, EntityCommand, Optional<Outcome>> newInterceptor) {
        interceptor = newInterceptor;
    }

    void logs(List<LogLine> lines) {
        logs = new InMemoryLogs(lines);
    }

    synchronized void keepFrom(long position) {
        journal.keepFrom(position);
    }

    @Override
    public synchronized CompletionStage<Outcome> execute(EntityRef entity, EntityCommand command, Cause cause) {
        Optional<Outcome> prepared = nextOutcome.or(() -> interceptor.apply(entity, command));
        nextOutcome = Optional.empty();
        if (prepared.isPresent()) {
            return CompletableFuture.completedFuture(prepared.get());
        }
        Outcome outcome = ask(entity, command, cause);
        settle();
        return CompletableFuture.completedFuture(
                outcome instanceof Outcome.Accepted
                        ? new Outcome.Accepted(state(entity), sequences.getOrDefault(entity, 0L))
                        : outcome);
    }

    @Override
    public synchronized CompletionStage<Listing> list(EntityRef.Kind kind) {
        List<Listing.Entry> entries = states.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .filter(entry -> entry.getValue().exists())
                .map(entry ->
                        new Listing.Entry(entry.getKey(), sequences.getOrDefault(entry.getKey(), 0L), entry.getValue()))
                .toList();
        return CompletableFuture.completedFuture(new Listing(entries, journal.position(), ""));
    }

    @Override
    public synchronized CompletionStage<Optional<Listing.Entry>> get(EntityRef entity) {
        EntityState state = state(entity);
        return CompletableFuture.completedFuture(
                state.exists()
                        ? Optional.of(new Listing.Entry(entity, sequences.getOrDefault(entity, 0L), state))
                        : Optional.empty());
    }

    @Override
    public synchronized FleetView fleet() {
        return FleetView.of(states.values().stream()
                .filter(NodeState.class::isInstance)
                .map(NodeState.class::cast)
                .filter(NodeState::exists)
                .map(NodeViews::of)
                .toList());
    }

    @Override
    public synchronized Source<Journaled, NotUsed> events(long after, boolean isLive) {
        return journal.events(after, isLive);
    }

    @Override
    public synchronized long position() {
        return journal.position();
    }

    @Override
    public long earliest() {
        return journal.earliest();
    }

    @Override
    public synchronized Source<Journaled, NotUsed> history(EntityRef entity) {
        return Source.from(journal.of(entity));
    }

    @Override
    public Source<LogLine, NotUsed> logs(NodeId node, TaskId task, LogQuery query) {
        return logs.of(task, query);
    }

    @Override
    public EngineExchange engine(NodeId node, EngineRequest request) {
        return engine.apply(request);
    }

    @Override
    public SealedValue seal(byte[] value) {
        String text = Base64.getEncoder().encodeToString(value);
        return new SealedValue("key-1", "sealed:" + text, Integer.toHexString(text.hashCode()), value.length);
    }

    @Override
    public byte[] open(SealedValue value) {
        return Base64.getDecoder()
                .decode(value.ciphertext().substring("sealed:".length()).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String tokenSecret(String id) {
        return TaskIds.of("join-token/" + id, 0).value();
    }

    @Override
    public Here here() {
        return new Here(Optional.empty(), 7071);
    }

    @Override
    public synchronized Optional<String> notReady() {
        return notReady;
    }

    private void settle() {
        for (Runnable next = mail.poll(); next != null; next = mail.poll()) {
            next.run();
        }
    }

    private Outcome ask(EntityRef entity, EntityCommand command, Cause cause) {
        Decision<?> decision = EveryRules.of(entity).decide(state(entity), command, new Context(now, fleet(), 1));
        return switch (decision) {
            case Decision.Reject<?>(var rejection) -> new Outcome.Rejected(rejection);
            case Decision.Accept<?>(var events, var answers) -> {
                append(entity, events, cause);
                answers.forEach(answer -> follow(entity, answer, cause));
                if (!events.isEmpty()) {
                    EveryRules.of(entity).instructions(state(entity)).forEach(each -> follow(entity, each, cause));
                    mail.add(() -> wakeIfDue(entity));
                }
                yield new Outcome.Accepted(state(entity), sequences.getOrDefault(entity, 0L));
            }
        };
    }

    private void wakeIfDue(EntityRef entity) {
        if (EveryRules.of(entity)
                .wakeAt(state(entity))
                .filter(due -> !due.isAfter(now))
                .isPresent()) {
            ask(entity, EveryRules.of(entity).wake(false), Cause.SYSTEM);
        }
    }

    private void follow(EntityRef sender, Instruction instruction, Cause cause) {
        switch (instruction) {
            case Instruction.Tell(var target, var command) -> mail.add(() -> ask(target, command, cause));
            case Instruction.ToAgent(AgentInstruction.StartTask(var assignment)) ->
                reportOnce(sender, assignment.task(), TaskState.RUNNING);
            case Instruction.ToAgent(AgentInstruction.StopTask(var task)) ->
                reportOnce(sender, task, TaskState.SHUTDOWN);
            case Instruction.ToAgent _ -> {}
        }
    }

    private void reportOnce(EntityRef node, TaskId task, TaskState seen) {
        if (lastReported.put(task, seen) != seen) {
            TaskStatus status = TaskStatus.of(seen, now, seen.word());
            mail.add(() -> report(node.id(), status, task));
        }
    }

    private void append(EntityRef entity, List<? extends EntityEvent> events, Cause cause) {
        for (EntityEvent event : events) {
            long sequence = sequences.merge(entity, 1L, Long::sum);
            Recorded<EntityEvent> recorded = new Recorded<>(event, now, cause);
            states.put(entity, EveryRules.of(entity).apply(state(entity), recorded));
            journal.add(new Journaled(journal.position() + 1, entity, sequence, recorded));
        }
    }

    private EntityState state(EntityRef entity) {
        EntityState known = states.get(entity);
        return known != null ? known : EveryRules.of(entity).initial(entity.id());
    }
}
