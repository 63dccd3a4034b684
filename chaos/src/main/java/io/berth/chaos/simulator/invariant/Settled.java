package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.plan.Outcast;
import io.berth.chaos.simulator.world.AgentHost;
import io.berth.chaos.simulator.world.Container;
import io.berth.chaos.simulator.world.Log;
import io.berth.chaos.simulator.world.Names;
import io.berth.chaos.simulator.world.World;
import io.berth.domain.claim.ClaimState;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.Booking;
import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * L1 the desired state is reached, L3 nothing stays in a transient state, and the half of S11 that shows only in calm:
 * what is held has a live owner. To be asked when nothing goes wrong any more.
 */
final class Settled {
    private final World world;
    private final Scene scene;
    private final Names names;
    private final Finding.Book book;
    private final List<ServiceState> services = new ArrayList<>();
    private final Map<NodeId, NodeState> nodes = new LinkedHashMap<>();
    private final Map<String, ClaimState> claims = new LinkedHashMap<>();
    private final Map<TaskId, Task> live = new LinkedHashMap<>();

    Settled(World world, Map<String, Outcast.Lot> outcasts, Livelocks livelocks, Names names, Finding.Book book) {
        this.world = world;
        this.names = names;
        this.book = book;
        for (Log<?, ?> log : world.journal().logs()) {
            switch (log.state()) {
                case ServiceState service when service.exists() -> services.add(service);
                case NodeState node when node.exists() -> nodes.put(node.id(), node);
                case ClaimState claim when claim.exists() -> claims.put(claim.id(), claim);
                default -> {}
            }
        }
        this.scene = new Scene(nodes, claims, outcasts, livelocks, names);
        services.forEach(service ->
                service.tasks().values().stream().filter(Task::isLive).forEach(task -> live.put(task.id(), task)));
    }

    void check() {
        services.forEach(service -> new SettledSlots(service, scene, book).check());
        world.nodes().stream().filter(host -> !scene.isRestless(host.node())).forEach(this::node);
        claims.values().forEach(this::claim);
    }

    private void claim(ClaimState claim) {
        ClaimState.Holder holder = claim.holder().orElseThrow();
        boolean isOwned = services.stream()
                .anyMatch(service ->
                        service.uid().equals(holder.uid()) && service.claims().containsKey(claim.id()));
        if (!isOwned) {
            book.add(
                    "S11",
                    "%s is held by %s, which does not know of it"
                            .formatted(claim.id(), holder.service().name()));
        }
    }

    private void node(AgentHost host) {
        boolean isOutcast = scene.isOutcast(host.node());
        boolean isUp = host.program().isRunning() && !isOutcast;
        Optional<NodeState> state = Optional.ofNullable(nodes.get(host.node()));
        Liveness expected = isUp ? Liveness.READY : Liveness.DOWN;
        Liveness seen = state.map(NodeState::liveness).orElse(Liveness.DOWN);
        if (seen != expected) {
            book.add("L1", "%s is %s, and its agent %s".formatted(host.node(), seen, isUp ? "runs" : "is away"));
            return;
        }
        Set<TaskId> booked = new LinkedHashSet<>();
        state.ifPresent(books -> books.bookings().values().forEach(booking -> booking(host, booking, booked)));
        for (Container container : host.machine().containers()) {
            if (container.isRunning() && !isOutcast && !booked.contains(container.task())) {
                book.add(
                        "L1",
                        "%s runs %s, which is not in its books".formatted(host.node(), names.of(container.task())));
            }
        }
    }

    private void booking(AgentHost host, Booking booking, Set<TaskId> booked) {
        booked.add(booking.task());
        if (!live.containsKey(booking.task())) {
            book.add(
                    "S11",
                    "%s keeps %s as %s in its books, but no service wants it"
                            .formatted(
                                    host.node(),
                                    names.of(booking.task()),
                                    booking.status().state()));
        } else if (booking.status().state() == TaskState.RUNNING) {
            boolean isRunning = host.machine().containers().stream()
                    .anyMatch(container -> container.task().equals(booking.task()) && container.isRunning());
            if (!isRunning) {
                book.add(
                        "L1", "%s is said to run on %s, but does not".formatted(names.of(booking.task()), host.node()));
            }
        }
    }
}
