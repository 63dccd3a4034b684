package io.berth.http.service;

import io.berth.domain.service.ServiceState;
import io.berth.domain.service.TaskCounts;
import io.berth.domain.spec.ContainerSpec;
import io.berth.http.json.Words;
import io.berth.http.spec.ModeView;
import io.berth.http.spec.PortView;
import java.util.List;
import java.util.Map;

/**
 * One service in a list.
 *
 * @param mode {@code replicated}, {@code global}, {@code replicatedJob} or {@code globalJob}
 * @param images of its containers
 * @param rollout status of the last one such as {@code updating}, empty if there was none
 * @param pending slots that no node can take
 */
public record ServiceSummary(
        String id,
        String namespace,
        String name,
        String uid,
        String stack,
        long revision,
        String mode,
        List<String> images,
        int running,
        int desired,
        int completed,
        int pending,
        String rollout,
        boolean removing,
        List<PortView> ports,
        Map<String, String> labels,
        String createdAt,
        String updatedAt) {
    public static ServiceSummary of(ServiceState state) {
        TaskCounts counts = TaskCounts.of(state);
        return new ServiceSummary(
                state.id().toString(),
                state.id().namespace(),
                state.id().name(),
                state.uid(),
                state.spec().stack(),
                state.revision(),
                ModeView.of(state.spec().mode()).kind(),
                state.spec().template().containers().stream()
                        .map(ContainerSpec::image)
                        .toList(),
                counts.running(),
                counts.desired(),
                counts.completed(),
                counts.pending(),
                state.rollout().map(rollout -> Words.of(rollout.status())).orElse(""),
                state.isRemoving(),
                state.spec().ports().stream().map(PortView::of).toList(),
                state.spec().labels(),
                state.createdAt().toString(),
                state.updatedAt().toString());
    }
}
