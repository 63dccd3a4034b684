package io.berth.http.why;

import io.berth.domain.placement.Explanation;
import java.util.stream.Collectors;

/** Explanations of placements in sentences. */
public final class PlacementText {
    private PlacementText() {}

    /** {@code no node can take web: 4 of 6 insufficient resources (nearest n2: needs 512 MiB memory, 380 MiB free), ...}. */
    public static String refused(String service, Explanation why) {
        if (why.nodes() == 0 && why.refusals().isEmpty()) {
            return "no node can take %s: there are no nodes; start an agent".formatted(service);
        }
        String refusals = why.refusals().stream()
                .map(refusal -> refusal(refusal, why.nodes()))
                .collect(Collectors.joining(", "));
        return "no node can take %s: %s".formatted(service, refusals);
    }

    /** {@code 4 of 6 insufficient resources (nearest n2: needs 512 MiB memory, 380 MiB free)}. */
    static String refusal(Explanation.Refusal refusal, int nodes) {
        return "%d of %d %s (nearest %s: %s)"
                .formatted(
                        refusal.nodes(),
                        Math.max(nodes, refusal.nodes()),
                        refusal.filter().phrase(),
                        refusal.nearest(),
                        refusal.text());
    }
}
