package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.clock.Agenda;
import io.berth.chaos.simulator.plan.Plan;
import io.berth.chaos.simulator.world.Container;
import io.berth.chaos.simulator.world.Journal;
import io.berth.chaos.simulator.world.Log;
import io.berth.chaos.simulator.world.Names;
import io.berth.chaos.simulator.world.Request;
import io.berth.chaos.simulator.world.Witness;
import io.berth.chaos.simulator.world.World;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Outcome;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.resource.Resources;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.FileRef;
import io.berth.domain.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Watches a world with all invariants at once. */
public final class Judge implements Witness {
    private final Finding.Book book;
    private final Agenda agenda;
    private final Names names;
    private final Plan plan;
    private final Livelocks livelocks = new Livelocks();
    private final List<Witness> invariants;
    private Optional<World> world = Optional.empty();
    private long lastEvent;

    public Judge(Agenda agenda, Plan plan, Names names) {
        this.agenda = agenda;
        this.names = names;
        this.plan = plan;
        this.book = new Finding.Book(agenda);
        Map<NodeId, Resources> capacities =
                plan.layout().nodes().stream().collect(Collectors.toMap(node -> node.id(), node -> node.capacity()));
        this.invariants = List.of(
                new Journals(book, this::journal),
                new TaskLives(book, names),
                new RunningContainers(book, names, node -> capacities.getOrDefault(node, Resources.NONE)),
                new Records(book),
                new Rollouts(book, names),
                new Drains(book),
                new Secrets(book, names),
                livelocks,
                new Ports(book));
    }

    /** The world to look into; there is none yet when a judge is made. */
    public void attach(World made) {
        world = Optional.of(made);
    }

    private Journal journal() {
        return world.orElseThrow().journal();
    }

    public List<Finding> findings() {
        return book.all();
    }

    public boolean hasFound() {
        return !book.isEmpty();
    }

    /** From now on nothing but the plan's outcasts does any harm. */
    public void calm() {
        livelocks.calm();
    }

    /** What is not as it should be now that nothing goes wrong any more. */
    public List<Finding> unsettled() {
        Finding.Book open = new Finding.Book(agenda);
        new Settled(world.orElseThrow(), plan.outcasts(), livelocks, names, open).check();
        return open.all();
    }

    /** Whether some service never comes to rest because its tasks end by themselves. */
    public boolean isRestless() {
        return journal().logs().stream()
                .map(Log::state)
                .anyMatch(state ->
                        state instanceof ServiceState service && service.exists() && SettledSlots.isRestless(service));
    }

    /** When the last event was recorded. */
    public long lastEventMicros() {
        return lastEvent;
    }

    @Override
    public void recorded(Entry<?, ?> entry) {
        lastEvent = agenda.micros();
        if (entry.recorded().event() instanceof ServiceEvent.TasksAssigned assigned) {
            names.learn(entry.log().entity(), assigned);
        }
        invariants.forEach(each -> each.recorded(entry));
    }

    @Override
    public void written(Log<?, ?> log, int batch, int written) {
        invariants.forEach(each -> each.written(log, batch, written));
    }

    @Override
    public void opened(Log<?, ?> log, EntityState found) {
        invariants.forEach(each -> each.opened(log, found));
    }

    @Override
    public void containerStarted(NodeId node, Container container) {
        invariants.forEach(each -> each.containerStarted(node, container));
    }

    @Override
    public void containerEnded(NodeId node, Container container) {
        invariants.forEach(each -> each.containerEnded(node, container));
    }

    @Override
    public void answered(Request request, Outcome outcome) {
        invariants.forEach(each -> each.answered(request, outcome));
    }

    @Override
    public void secretReached(NodeId node, TaskId task, FileRef secret) {
        invariants.forEach(each -> each.secretReached(node, task, secret));
    }
}
