package io.berth.http.why;

import io.berth.domain.placement.Explanation;
import io.berth.domain.placement.Veto;
import java.util.List;

/** What would make room for tasks that no node takes. */
final class Advice {
    private Advice() {}

    static List<String> on(Explanation why) {
        if (why.nodes() == 0 && why.refusals().isEmpty()) {
            return List.of("start an agent: there are no nodes");
        }
        return why.refusals().stream()
                .map(refusal -> refusal.filter())
                .distinct()
                .map(Advice::on)
                .toList();
    }

    private static String on(Veto.Filter filter) {
        return switch (filter) {
            case AVAILABILITY -> "bring nodes back: start their agents, or set them active";
            case RUNTIME -> "ask for another runtime, or none, or start an agent that has it";
            case RESOURCES -> "reserve less, stop other tasks, or add a node with room";
            case CONSTRAINT -> "label a node so that the constraints hold, or change the constraints";
            case PLATFORM -> "add a node of the platform, or allow others";
            case PORT -> "publish another port, or in mode ingress";
            case MAX_PER_NODE -> "raise the limit per node, or add a node";
            case EXCLUDED -> "wait: nodes that have just refused are tried again";
        };
    }
}
