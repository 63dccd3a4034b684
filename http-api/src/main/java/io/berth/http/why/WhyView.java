package io.berth.http.why;

import io.berth.http.event.EventView;
import java.util.List;
import java.util.Optional;

/**
 * Why a task is where it is, or why a service's tasks are nowhere.
 *
 * @param kind {@code task} or {@code service}
 * @param name of the task or service
 * @param service name of the service
 * @param node that the task was placed on, empty for a service
 * @param state of the task; of a service {@code running}, {@code pending} or {@code removing}
 * @param text for people, a line each
 * @param placement how the node of the task, or the nodes of the service's newest tasks, were chosen
 * @param pending slots that no node can take
 * @param help what would help those that wait
 * @param chain what led here, the oldest first
 */
public record WhyView(
        String kind,
        String name,
        String service,
        String node,
        String state,
        List<String> text,
        Optional<ExplanationView> placement,
        List<PendingView> pending,
        List<String> help,
        List<EventView> chain) {}
