package io.berth.http.docker;

import io.berth.domain.cluster.ClusterState;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Outcome;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.service.ServiceState;
import io.berth.http.ControlPlane;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Call;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The cluster as the dialect reads it, and how it asks for changes. */
record Swarm(ControlPlane control) {
    /** Docker knows no namespaces: its clients see this one. */
    static final String NAMESPACE = Call.DEFAULT_NAMESPACE;

    private static final String SERVICE_KIND = "service";

    /** An entity with the sequence of its last event. */
    record Found<S extends EntityState>(EntityRef entity, S state, long sequence) {}

    /** The entity as it is after the command; a refusal or a missing answer fails the stage. */
    <S extends EntityState> CompletionStage<Found<S>> run(
            EntityRef entity, EntityCommand command, DockerCall call, Class<S> type) {
        return control.execute(entity, command, call.cause()).thenApply(outcome -> {
            Outcome.Accepted accepted = Refusal.orAccepted(entity, outcome);
            return new Found<>(entity, type.cast(accepted.state()), accepted.sequence());
        });
    }

    /** All existing entities of a kind, by id. */
    <S extends EntityState> CompletionStage<List<Found<S>>> list(Kind kind, Class<S> type) {
        return control.list(kind)
                .thenApply(listing -> listing.entries().stream()
                        .filter(entry -> entry.state().exists())
                        .map(entry -> new Found<>(entry.entity(), type.cast(entry.state()), entry.sequence()))
                        .sorted(Comparator.comparing(found -> found.entity().id()))
                        .toList());
    }

    /** Services that a Docker client sees; one that is being removed is gone for it. */
    CompletionStage<List<ServiceState>> services() {
        return everyService()
                .thenApply(
                        all -> all.stream().filter(state -> !state.isRemoving()).toList());
    }

    /** As {@link #services}, and those that are being removed, whose tasks are still listed. */
    CompletionStage<List<ServiceState>> everyService() {
        return list(Kind.SERVICE, ServiceState.class)
                .thenApply(all -> all.stream()
                        .map(Found::state)
                        .filter(state -> state.id().namespace().equals(NAMESPACE)
                                && state.id().kind().equals(SERVICE_KIND))
                        .toList());
    }

    /** The service that {@code wanted} means. */
    CompletionStage<ServiceState> service(String wanted) {
        return services()
                .thenApply(all -> SwarmIds.find(
                        "service", wanted, all, Swarm::id, state -> state.id().name()));
    }

    static String id(ServiceState service) {
        return SwarmIds.of(service.uid());
    }

    /** The identity of the cluster. */
    CompletionStage<ClusterState> cluster() {
        EntityRef ref = new EntityRef(Kind.CLUSTER, ClusterState.ID);
        return control.get(ref)
                .thenApply(found -> found.map(entry -> (ClusterState) entry.state())
                        .orElseThrow(
                                () -> new DockerError(503, "this member has no identity yet: try again in a moment")));
    }

    /** The node that answers for this member: its own machine's, if an agent runs there, or another member's. */
    Optional<NodeView> self() {
        List<NodeView> members = control.fleet().nodes().stream()
                .filter(node -> node.info().isManager())
                .sorted(Comparator.comparing(NodeView::id))
                .toList();
        return members.stream()
                .filter(node -> control.here().node().filter(node.id()::equals).isPresent())
                .findFirst()
                .or(() -> members.stream().findFirst());
    }
}
