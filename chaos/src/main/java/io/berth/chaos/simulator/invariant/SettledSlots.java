package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.world.Names;
import io.berth.domain.claim.ClaimState;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.node.NodeViews;
import io.berth.domain.placement.Constraints;
import io.berth.domain.placement.PlacementRequest;
import io.berth.domain.placement.Placer;
import io.berth.domain.service.Placements;
import io.berth.domain.service.Ports;
import io.berth.domain.service.Rollout;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.SlotState;
import io.berth.domain.service.Task;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether one service has what it wants. */
final class SettledSlots {
    private final ServiceState service;
    private final Scene scene;
    private final Names names;
    private final Finding.Book book;

    SettledSlots(ServiceState service, Scene scene, Finding.Book book) {
        this.service = service;
        this.scene = scene;
        this.names = scene.names();
        this.book = book;
    }

    void check() {
        if (service.isRemoving()) {
            if (!scene.isOnRestlessNode(service)) {
                add("L3", "is still being removed");
            }
            return;
        }
        rollout();
        Ports.claims(service.spec()).forEach(this::claim);
        service.claims().keySet().stream()
                .filter(claim -> !Ports.claims(service.spec()).contains(claim) && !isUsedByOlderTask(claim))
                .forEach(claim -> add("L3", "still holds " + claim));
        if (isRestless(service)) {
            return;
        }
        slots();
        service.slots().forEach(this::slot);
        service.tasks().values().stream()
                .filter(task -> task.isLive()
                        && !scene.isOnRestlessNode(task)
                        && !service.slots().containsKey(task.slot()))
                .forEach(task -> add("L3", "still has " + names.of(task.id())));
    }

    /** Its tasks end by themselves, so that it never comes to rest. */
    static boolean isRestless(ServiceState service) {
        String image = service.spec().template().containers().getFirst().image();
        return image.startsWith("crash")
                || image.startsWith("broken")
                || service.spec().mode().isJob();
    }

    private void rollout() {
        service.rollout()
                .map(Rollout::status)
                .filter(status -> status == Rollout.Status.UPDATING || status == Rollout.Status.ROLLBACK_STARTED)
                .filter(status -> !isBlocked())
                .ifPresent(status -> add("L3", "has a rollout that does not end: " + status));
    }

    /** A slot that no node can take holds a rollout up, and so does a task that never comes to run. */
    private boolean isBlocked() {
        return isRestless(service)
                || scene.isOnRestlessNode(service)
                || service.slots().values().stream()
                        .anyMatch(slot -> slot.pending().isPresent() || slot.isGivenUp());
    }

    private boolean isUsedByOlderTask(String claim) {
        return service.tasks().values().stream()
                .filter(Task::isLive)
                .map(task -> Optional.ofNullable(service.specs().get(task.revision())))
                .flatMap(Optional::stream)
                .anyMatch(spec -> Ports.claims(spec).contains(claim));
    }

    private void claim(String id) {
        boolean isHeld = Boolean.TRUE.equals(service.claims().get(id))
                && Optional.ofNullable(scene.claims().get(id))
                        .flatMap(ClaimState::holder)
                        .filter(holder -> holder.uid().equals(service.uid()) && holder.isConfirmed())
                        .isPresent();
        if (!isHeld) {
            add(
                    "S11",
                    "wants %s, which is held by %s"
                            .formatted(
                                    id,
                                    Optional.ofNullable(scene.claims().get(id))
                                            .flatMap(ClaimState::holder)
                                            .map(Object::toString)
                                            .orElse("nobody")));
        }
    }

    private void slots() {
        if (service.spec().mode() instanceof Mode.Replicated(int replicas)
                && service.slots().size() != replicas) {
            add("L1", "has %d slots, but wants %d".formatted(service.slots().size(), replicas));
        }
        if (service.spec().mode() instanceof Mode.Global) {
            PlacementRequest request = request(Map.of());
            for (NodeView node : views()) {
                boolean isOpen = node.liveness() == Liveness.READY && node.availability() == Availability.ACTIVE;
                boolean isFit = Placer.check(node, request).isEmpty();
                if (isOpen
                        && isFit
                        && !service.slots().containsKey(Slot.onNode(node.id().value()))) {
                    add("L1", "has no slot on " + node.id());
                }
            }
        }
    }

    private void slot(Slot slot, SlotState state) {
        List<Task> live = service.tasks().values().stream()
                .filter(task -> task.slot().equals(slot) && task.isLive())
                .toList();
        if (live.stream().anyMatch(scene::isOnRestlessNode)) {
            return;
        }
        if (scene.livelocks().isCaught(service.uid(), slot)) {
            add("L4", "slot %s is placed again and again".formatted(slot));
        }
        if (live.size() > 1 && !isBlocked()) {
            add(
                    "L3",
                    "has %s in slot %s"
                            .formatted(
                                    live.stream()
                                            .map(task -> names.of(task.id()))
                                            .toList(),
                                    slot));
        }
        for (Task task : live) {
            if (!task.isWanted() || task.status().state() != TaskState.RUNNING) {
                add(
                        "L3",
                        "%s stays %s%s"
                                .formatted(
                                        names.of(task.id()),
                                        task.status().state(),
                                        task.isWanted() ? "" : " though not wanted: " + task.reason()));
            }
            place(task);
        }
        boolean isAwaited = state.pending().isPresent() && live.stream().anyMatch(Task::isEvicted);
        if ((live.isEmpty() || isAwaited) && !state.isGivenUp()) {
            empty(slot, state);
        }
    }

    /**
     * Nothing stays on a node that is away, is drained or has lost the label that it was chosen for, but what waits for a
     * replacement that cannot come.
     */
    private void place(Task task) {
        Optional<NodeView> node =
                views().stream().filter(view -> view.id().equals(task.node())).findFirst();
        ServiceSpec spec = service.specs().get(task.revision());
        boolean isMisplaced = node.isEmpty()
                || node.get().liveness() != Liveness.READY
                || (node.get().availability() == Availability.DRAIN && !(task.isEvicted() && isBlocked()))
                || (spec != null && !Constraints.hold(spec.template().placement(), node.get()));
        if (isMisplaced) {
            add("L1", "%s stays on %s, where it may not be".formatted(names.of(task.id()), task.node()));
        }
    }

    private void empty(Slot slot, SlotState state) {
        PlacementRequest request = request(Placements.ownTasks(service));
        boolean isGlobal = service.spec().mode().isGlobal();
        List<NodeView> fitting = views().stream()
                .filter(node -> !isGlobal || node.id().value().equals(slot.node()))
                .filter(node -> Placer.check(node, request).isEmpty())
                .toList();
        if (!fitting.isEmpty()) {
            add(
                    "L1",
                    "slot %s needs a task, but %s could take it"
                            .formatted(slot, fitting.getFirst().id()));
        } else if (state.pending().isEmpty()) {
            add("L3", "slot %s is empty, and no event says why".formatted(slot));
        }
    }

    private PlacementRequest request(Map<NodeId, Integer> own) {
        ServiceSpec spec = service.spec();
        return PlacementRequest.of(service.uid(), spec.template(), spec.ports(), own, Set.of());
    }

    private List<NodeView> views() {
        return scene.steadyNodes().stream().map(NodeViews::of).toList();
    }

    private void add(String invariant, String text) {
        book.add(invariant, service.id().name() + " " + text);
    }
}
