package io.berth.domain.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Keeps events at {@link ServiceEvent#MAX_TASKS} tasks each. */
final class Chunks {
    private Chunks() {}

    /** One event for each full or partial chunk of {@code items}; none if there are no items. */
    static <T> List<ServiceEvent> of(List<T> items, Function<List<T>, ServiceEvent> event) {
        List<ServiceEvent> events = new ArrayList<>();
        for (int from = 0; from < items.size(); from += ServiceEvent.MAX_TASKS) {
            events.add(event.apply(items.subList(from, Math.min(items.size(), from + ServiceEvent.MAX_TASKS))));
        }
        return events;
    }
}
