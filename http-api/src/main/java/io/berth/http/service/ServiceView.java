package io.berth.http.service;

import io.berth.domain.service.ServiceState;
import io.berth.domain.service.TaskCounts;
import io.berth.http.spec.PortView;
import io.berth.http.spec.SpecView;
import io.berth.http.why.PendingView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One service.
 *
 * @param id {@code kind/namespace/name}
 * @param uid of this creation
 * @param revision of the present spec; what {@code If-Match} takes
 * @param previousRevision that a rollback puts again, 0 for none
 * @param sequence of the last event
 * @param stack that it belongs to, or empty
 * @param removing whether it is being removed
 * @param running wanted tasks that run
 * @param desired tasks that should run, or complete
 * @param completed tasks that have ended well
 * @param tasks how many are in which state, those of the history too
 * @param rollout the last one
 * @param ports reached from outside
 * @param problems published ports that some nodes cannot answer, a sentence each
 * @param pending slots that no node can take, and why
 * @param spec the present spec; may be put again as it is
 */
public record ServiceView(
        String id,
        String kind,
        String namespace,
        String name,
        String uid,
        long revision,
        long previousRevision,
        long sequence,
        String stack,
        boolean removing,
        String createdAt,
        String updatedAt,
        int running,
        int desired,
        int completed,
        Map<String, Long> tasks,
        Optional<RolloutView> rollout,
        List<PortView> ports,
        List<String> problems,
        List<PendingView> pending,
        SpecView spec) {
    public static ServiceView of(ServiceState state, long sequence, Set<String> problems) {
        TaskCounts counts = TaskCounts.of(state);
        return new ServiceView(
                state.id().toString(),
                state.id().kind(),
                state.id().namespace(),
                state.id().name(),
                state.uid(),
                state.revision(),
                state.previous(),
                sequence,
                state.spec().stack(),
                state.isRemoving(),
                state.createdAt().toString(),
                state.updatedAt().toString(),
                counts.running(),
                counts.desired(),
                counts.completed(),
                counts.byState(),
                state.rollout().map(RolloutView::of),
                state.spec().ports().stream().map(PortView::of).toList(),
                problems.stream().sorted().toList(),
                PendingView.of(state),
                SpecView.of(state.spec()));
    }
}
