package io.berth.http.why;

import io.berth.domain.placement.Explanation;
import io.berth.domain.placement.PlacementText;
import io.berth.domain.service.ServiceState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slots that no node can take, all for the same reason.
 *
 * @param slots numbers, or nodes of a global service
 * @param text one sentence with the numbers
 * @param why who refuses
 */
public record PendingView(List<String> slots, String text, ExplanationView why) {
    public static List<PendingView> of(ServiceState state) {
        Map<Explanation, List<String>> slots = new LinkedHashMap<>();
        state.slots()
                .forEach((slot, remembered) -> remembered
                        .pending()
                        .ifPresent(why -> slots.computeIfAbsent(why, _ -> new ArrayList<>())
                                .add(slot.toString())));
        return slots.entrySet().stream()
                .map(group -> new PendingView(
                        group.getValue(),
                        PlacementText.refusals(state.id().name(), group.getKey()),
                        ExplanationView.of(group.getKey())))
                .toList();
    }
}
