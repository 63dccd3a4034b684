package io.berth.domain.service;

import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.placement.Constraints;
import io.berth.domain.service.ServiceEvent.SlotsChanged;
import io.berth.domain.spec.Mode;
import io.berth.domain.task.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;

/** Which slots a service has: numbers for replicated ones, nodes for global ones. */
final class Slots {
    private Slots() {}

    static List<ServiceEvent> changes(ServiceState state, SlotTasks tasks, FleetView fleet) {
        return switch (state.spec().mode()) {
            case Mode.Replicated(int replicas) -> resize(state, tasks, replicas);
            case Mode.ReplicatedJob(int _, int total) -> resize(state, tasks, total);
            case Mode.Global _, Mode.GlobalJob _ -> follow(state, tasks, fleet);
        };
    }

    private static List<ServiceEvent> resize(ServiceState state, SlotTasks tasks, int wanted) {
        int missing = wanted - state.slots().size();
        if (missing > 0) {
            List<Slot> added = new ArrayList<>(missing);
            for (int number = 1; added.size() < missing; number++) {
                Slot slot = Slot.of(number);
                if (!state.slots().containsKey(slot)) {
                    added.add(slot);
                }
            }
            return Chunks.of(added, chunk -> new SlotsChanged(chunk, List.of()));
        }
        return missing == 0
                ? List.of()
                : Chunks.of(victims(state, tasks, -missing), chunk -> new SlotsChanged(List.of(), chunk));
    }

    /** Swarm's order of scaling down: what does not run first, then the nodes with most copies, then high numbers. */
    private static List<Slot> victims(ServiceState state, SlotTasks tasks, int count) {
        Map<NodeId, List<Slot>> running = new TreeMap<>();
        List<Slot> idle = new ArrayList<>();
        for (Slot slot : state.slots().keySet()) {
            runningOn(tasks, slot)
                    .ifPresentOrElse(
                            node -> running.computeIfAbsent(node, _ -> new ArrayList<>())
                                    .add(slot),
                            () -> idle.add(slot));
        }
        List<Slot> victims = new ArrayList<>(idle.reversed().subList(0, Math.min(count, idle.size())));
        Queue<List<Slot>> fullest = new PriorityQueue<>(Comparator.<List<Slot>>comparingInt(List::size)
                .thenComparing(List::getLast)
                .reversed());
        fullest.addAll(running.values());
        while (victims.size() < count) {
            List<Slot> most = fullest.remove();
            victims.add(most.removeLast());
            if (!most.isEmpty()) {
                fullest.add(most);
            }
        }
        return victims;
    }

    private static Optional<NodeId> runningOn(SlotTasks tasks, Slot slot) {
        return tasks.in(slot).stream().filter(Task::isRunning).map(Task::node).findFirst();
    }

    /** Global: one slot for each node that may run it. A node that the fleet view does not show tells nothing. */
    private static List<ServiceEvent> follow(ServiceState state, SlotTasks tasks, FleetView fleet) {
        List<Slot> added = new ArrayList<>();
        List<Slot> removed = new ArrayList<>();
        for (NodeView node : fleet.nodes()) {
            Slot slot = Slot.onNode(node.id().value());
            boolean hasSlot = state.slots().containsKey(slot);
            if (!hasSlot && isOpen(state, node)) {
                added.add(slot);
            } else if (hasSlot && !mayStay(state, node)) {
                removed.add(slot);
            }
        }
        for (Slot slot : state.slots().keySet()) {
            if (fleet.node(new NodeId(slot.node())).isEmpty() && !tasks.in(slot).isEmpty() && !tasks.hasLive(slot)) {
                removed.add(slot);
            }
        }
        List<ServiceEvent> events = new ArrayList<>(Chunks.of(removed, chunk -> new SlotsChanged(List.of(), chunk)));
        events.addAll(Chunks.of(added, chunk -> new SlotsChanged(chunk, List.of())));
        return events;
    }

    private static boolean isOpen(ServiceState state, NodeView node) {
        return node.liveness() == Liveness.READY && node.availability() == Availability.ACTIVE && fits(state, node);
    }

    /** A paused node keeps its task; so does one whose connection has just ended. */
    private static boolean mayStay(ServiceState state, NodeView node) {
        return node.liveness() != Liveness.DOWN && node.availability() != Availability.DRAIN && fits(state, node);
    }

    private static boolean fits(ServiceState state, NodeView node) {
        return Constraints.hold(state.spec().template().placement(), node);
    }
}
