package io.berth.domain.service;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.placement.Explanation;
import io.berth.domain.placement.Placement;
import io.berth.domain.placement.PlacementRequest;
import io.berth.domain.placement.Placer;
import io.berth.domain.placement.Veto;
import io.berth.domain.rules.Context;
import io.berth.domain.service.ServiceEvent.AssignedTask;
import io.berth.domain.service.ServiceEvent.SlotsPending;
import io.berth.domain.service.ServiceEvent.TasksAssigned;
import io.berth.domain.service.Signs.Mark;
import io.berth.domain.spec.Mode;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds nodes for slots that need a task, through {@link Placer}. */
public final class Placements {
    private Placements() {}

    static List<ServiceEvent> next(ServiceState state, SlotTasks tasks, Set<NodeId> excluded, Context context) {
        List<Slot> empty = needed(state, tasks, context.now());
        if (empty.isEmpty()) {
            return List.of();
        }
        PlacementRequest request = PlacementRequest.of(
                state.uid(), state.spec().template(), state.spec().ports(), ownTasks(state), excluded);
        return state.spec().mode().isGlobal()
                ? onTheirNodes(state, request, empty, context)
                : anywhere(state, request, empty, context);
    }

    /** Live tasks by node. */
    public static Map<NodeId, Integer> ownTasks(ServiceState state) {
        Map<NodeId, Integer> counts = new HashMap<>();
        state.tasks().values().stream()
                .filter(Task::isLive)
                .forEach(task -> counts.merge(task.node(), 1, Integer::sum));
        return counts;
    }

    private static List<Slot> needed(ServiceState state, SlotTasks tasks, Instant now) {
        List<Slot> needed = Stream.of(
                        state.places().marked(Mark.EMPTY).stream(),
                        replaced(state, tasks),
                        Evacuation.doubled(state).stream())
                .flatMap(places -> places)
                .filter(place -> place.state()
                        .filter(slot -> !slot.isGivenUp() && !now.isBefore(slot.due()))
                        .isPresent())
                .map(Place::slot)
                .distinct()
                .sorted()
                .toList();
        int most = state.spec().mode() instanceof Mode.ReplicatedJob(int maxConcurrent, int _)
                ? Math.max(0, maxConcurrent - state.places().signs().filled())
                : needed.size();
        return needed.subList(0, Math.min(most, needed.size()));
    }

    /**
     * Slots whose turn in a start-first rollout has come, and the new task is not there yet. Never do more than two live
     * in one: what is still stopping is waited for.
     */
    private static Stream<Place> replaced(ServiceState state, SlotTasks tasks) {
        return state.rollout().stream()
                .flatMap(rollout -> tasks.outdated().stream()
                        .filter(place -> rollout.progress().since(place.slot()).isPresent()
                                && tasks.outdated(place.slot()).size() == 1
                                && place.tasks().stream().filter(Task::isLive).count() == 1));
    }

    private static List<ServiceEvent> anywhere(
            ServiceState state, PlacementRequest request, List<Slot> empty, Context context) {
        Placement placement = Placer.place(context.fleet(), request, empty.size(), context.seed());
        int placed = placement.nodes().size();
        List<ServiceEvent> events =
                new ArrayList<>(assigned(state, empty.subList(0, placed), placement.nodes(), placement.why()));
        events.addAll(pending(state, empty.subList(placed, empty.size()), placement.why()));
        return events;
    }

    private static List<ServiceEvent> onTheirNodes(
            ServiceState state, PlacementRequest request, List<Slot> empty, Context context) {
        List<Slot> placed = new ArrayList<>();
        List<NodeId> nodes = new ArrayList<>();
        List<ServiceEvent> events = new ArrayList<>();
        for (Slot slot : empty) {
            NodeId id = new NodeId(slot.node());
            Optional<NodeView> node = context.fleet().node(id);
            Optional<Veto> veto = node.isEmpty()
                    ? Optional.of(new Veto(Veto.Filter.AVAILABILITY, "node %s is not known".formatted(id)))
                    : node.flatMap(view -> Placer.check(view, request));
            if (veto.isPresent()) {
                Explanation.Refusal refusal = new Explanation.Refusal(
                        veto.get().filter(), id.value(), 1, id, veto.get().text());
                Explanation why = new Explanation(context.seed(), 1, List.of(refusal), List.of());
                events.addAll(pending(state, List.of(slot), why));
            } else {
                placed.add(slot);
                nodes.add(id);
            }
        }
        Explanation why = new Explanation(context.seed(), placed.size(), List.of(), List.of());
        events.addAll(assigned(state, placed, nodes, why));
        return events;
    }

    private static List<ServiceEvent> assigned(
            ServiceState state, List<Slot> slots, List<NodeId> nodes, Explanation why) {
        List<AssignedTask> tasks = new ArrayList<>(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            tasks.add(new AssignedTask(TaskIds.of(state.uid(), state.taskCount() + i + 1), slots.get(i), nodes.get(i)));
        }
        return Chunks.of(tasks, chunk -> new TasksAssigned(state.revision(), chunk, why));
    }

    /** Says so once, and again only when other filters refuse or other numbers of nodes. */
    private static List<ServiceEvent> pending(ServiceState state, List<Slot> slots, Explanation why) {
        List<Slot> news = slots.stream()
                .filter(slot -> Optional.ofNullable(state.slots().get(slot))
                        .flatMap(SlotState::pending)
                        .filter(known -> isAlike(known, why))
                        .isEmpty())
                .toList();
        return Chunks.of(news, chunk -> new SlotsPending(chunk, why));
    }

    private static boolean isAlike(Explanation known, Explanation why) {
        return known.nodes() == why.nodes()
                && known.refusals().stream()
                        .map(refusal -> refusal.filter() + ":" + refusal.nodes())
                        .toList()
                        .equals(why.refusals().stream()
                                .map(refusal -> refusal.filter() + ":" + refusal.nodes())
                                .toList());
    }
}
