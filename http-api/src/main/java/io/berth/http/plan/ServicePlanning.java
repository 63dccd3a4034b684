package io.berth.http.plan;

import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.placement.Explanation;
import io.berth.domain.placement.Placement;
import io.berth.domain.placement.PlacementRequest;
import io.berth.domain.placement.PlacementText;
import io.berth.domain.placement.Placer;
import io.berth.domain.placement.Veto;
import io.berth.domain.service.Placements;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.http.plan.PlanView.PlacedView;
import io.berth.http.plan.PlanView.ServicePlan;
import io.berth.http.spec.SpecView;
import io.berth.http.stack.Action;
import io.berth.http.stack.StackDraft.ServiceDraft;
import io.berth.http.why.ExplanationView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Plans services one after the other over one copy of the fleet, with the placer that places them in earnest. */
final class ServicePlanning {
    private FleetView fleet;

    ServicePlanning(FleetView fleet) {
        this.fleet = fleet;
    }

    ServicePlan plan(ServiceDraft draft) {
        long revision = draft.present().map(ServiceState::revision).orElse(0L);
        if (draft.action() == Action.UNCHANGED) {
            return new ServicePlan(
                    draft.id().name(),
                    draft.action().word(),
                    revision,
                    List.of(),
                    0,
                    List.of(),
                    0,
                    List.of(),
                    Optional.empty());
        }
        List<FieldDiff> changes = draft.present()
                .map(state -> FieldDiff.between(SpecView.of(state.spec()), SpecView.of(draft.spec())))
                .orElse(List.of());
        String uid = draft.present().map(ServiceState::uid).orElse("planned/" + draft.id());
        ServiceSpec spec = draft.spec();
        Map<NodeId, Integer> own = kept(draft, uid);
        PlacementRequest request = PlacementRequest.of(uid, spec.template(), spec.ports(), own, Set.of());
        int wanted = wanted(spec, own);
        Placement placement = spec.mode().isGlobal() ? everywhere(request) : Placer.place(fleet, request, wanted, 1);
        int tasks = spec.mode().isGlobal() ? placement.why().nodes() : wanted;
        Map<NodeId, Integer> counts = new TreeMap<>();
        placement.nodes().forEach(node -> counts.merge(node, 1, Integer::sum));
        List<PlacedView> placed = placed(counts);
        fleet = PlannedFleet.with(fleet, uid, spec.template(), counts);
        int pending = tasks - placement.nodes().size();
        return new ServicePlan(
                draft.id().name(),
                draft.action().word(),
                revision,
                changes,
                tasks,
                placed,
                pending,
                text(draft.id(), placed, pending, placement.why()),
                Optional.of(ExplanationView.of(placement.why())));
    }

    static ServicePlan removed(ServiceState service) {
        return new ServicePlan(
                service.id().name(),
                Action.REMOVED.word(),
                service.revision(),
                List.of(),
                0,
                List.of(),
                0,
                List.of(),
                Optional.empty());
    }

    /** Live tasks that stay; those that are replaced leave the fleet first, unless the new ones start before. */
    private Map<NodeId, Integer> kept(ServiceDraft draft, String uid) {
        if (draft.present().isEmpty()) {
            return Map.of();
        }
        ServiceState state = draft.present().get();
        Map<NodeId, Integer> own = Placements.ownTasks(state);
        if (state.spec().template().equals(draft.spec().template())) {
            return own;
        }
        if (draft.spec().update().order() == RolloutPolicy.Order.STOP_FIRST) {
            Map<NodeId, Integer> gone = new HashMap<>(own);
            gone.replaceAll((_, count) -> -count);
            fleet = PlannedFleet.with(fleet, uid, state.spec().template(), gone);
        }
        return Map.of();
    }

    private static int wanted(ServiceSpec spec, Map<NodeId, Integer> own) {
        int live = own.values().stream().mapToInt(Integer::intValue).sum();
        return switch (spec.mode()) {
            case Mode.Replicated(int replicas) -> Math.max(0, replicas - live);
            case Mode.ReplicatedJob(int most, int total) -> Math.max(0, Math.min(most, total) - live);
            case Mode.Global(), Mode.GlobalJob() -> 0;
        };
    }

    /** One task on each node that fits and has none; the nodes of the explanation are those that have none. */
    private Placement everywhere(PlacementRequest request) {
        List<NodeId> nodes = new ArrayList<>();
        List<Explanation.Refusal> refusals = new ArrayList<>();
        for (NodeView node : fleet.nodes()) {
            if (request.ownTasks().containsKey(node.id())) {
                continue;
            }
            Optional<Veto> veto = Placer.check(node, request);
            veto.ifPresentOrElse(
                    refused -> refusals.add(
                            new Explanation.Refusal(refused.filter(), node.id().value(), 1, node.id(), refused.text())),
                    () -> nodes.add(node.id()));
        }
        return new Placement(nodes, new Explanation(1, nodes.size() + refusals.size(), refusals, List.of()));
    }

    private List<PlacedView> placed(Map<NodeId, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> new PlacedView(
                        entry.getKey().value(),
                        fleet.node(entry.getKey())
                                .map(node -> node.info().hostname())
                                .orElse(""),
                        entry.getValue()))
                .toList();
    }

    private static List<String> text(ServiceId id, List<PlacedView> placed, int pending, Explanation why) {
        List<String> text = new ArrayList<>();
        placed.forEach(node -> text.add("%d of %s to %s".formatted(node.tasks(), id.name(), node.hostname())));
        if (pending > 0) {
            text.add("%d of %s would wait: %s".formatted(pending, id.name(), PlacementText.refusals(id.name(), why)));
        }
        return text;
    }
}
