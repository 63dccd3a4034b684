package io.berth.domain.placement;

import io.berth.domain.placement.Veto.Filter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Explanations in words. */
public final class PlacementText {
    private PlacementText() {}

    /**
     * Who refuses, for people: {@code no node can take it: 4 of 6 lack memory (best is n3: needs 512 MiB memory, 380 MiB
     * free), 2 are draining}.
     */
    public static String refusals(Explanation why) {
        return refusals("it", why);
    }

    /** The same of something that has a name. */
    public static String refusals(String what, Explanation why) {
        if (why.nodes() == 0) {
            return "no node can take " + what + ": there are no nodes; start an agent";
        }
        int refused =
                why.refusals().stream().mapToInt(Explanation.Refusal::nodes).sum();
        if (refused == 0) {
            return "no node refused " + what;
        }
        boolean isFirstTask = why.candidates().isEmpty();
        String start = refused < why.nodes()
                ? refused + " of " + why.nodes() + " nodes cannot take " + what + ": "
                : "no node can take " + (isFirstTask ? what : "one more") + ": ";
        List<String> parts = new ArrayList<>();
        for (Explanation.Refusal refusal : why.refusals()) {
            parts.add(part(refusal, parts.isEmpty() && refusal.nodes() < why.nodes() ? " of " + why.nodes() : ""));
        }
        return start + String.join(", ", parts);
    }

    /** Nodes that were refused for the same, such as {@code 4 of 6 lack memory (best is n3: needs ...)}. */
    public static String refusal(Explanation.Refusal refusal, int nodes) {
        return part(refusal, " of " + Math.max(nodes, refusal.nodes()));
    }

    private static String part(Explanation.Refusal refusal, String ofAll) {
        boolean isOne = refusal.nodes() == 1;
        String subject = refusal.subject();
        String best = isOne
                ? " (" + refusal.nearest() + ": " + refusal.text() + ")"
                : " (best is " + refusal.nearest() + ": " + refusal.text() + ")";
        String such =
                isOne ? " (" + refusal.nearest() + ")" : " (such as " + refusal.nearest() + ": " + refusal.text() + ")";
        return refusal.nodes()
                + ofAll
                + switch (refusal.filter()) {
                    case AVAILABILITY -> (isOne ? " is " : " are ") + subject + (isOne ? such : "");
                    case RUNTIME ->
                        (isOne ? " lacks " : " lack ")
                                + (subject.isEmpty() ? "a container runtime" : "the runtime " + subject)
                                + such;
                    case RESOURCES -> (isOne ? " lacks " : " lack ") + subject + best;
                    case CONSTRAINT -> (isOne ? " does not match " : " do not match ") + subject + such;
                    case PLATFORM -> (isOne ? " is" : " are") + " of another platform" + best;
                    case PORT -> (isOne ? " has " : " have ") + subject + " in use" + (isOne ? such : "");
                    case MAX_PER_NODE -> (isOne ? " has" : " have") + " as many tasks of the service as allowed" + best;
                    case EXCLUDED -> " refused the task just now" + (isOne ? such : "");
                };
    }

    /** Where it would go or went, and why there: {@code n1 is best of 3: 0 tasks of the service, 2 in all, 10 % reserved}. */
    public static String choice(Explanation why) {
        return why.candidates().stream()
                .findFirst()
                .map(best -> best.node() + " was best"
                        + (why.candidates().size() > 1 ? " before " + others(why) : "")
                        + ": " + inputs(best))
                .orElse("no node fits");
    }

    private static String others(Explanation why) {
        return why.candidates().stream()
                .skip(1)
                .map(candidate -> candidate.node().value())
                .collect(Collectors.joining(", "));
    }

    /** What a candidate was ranked by. */
    public static String inputs(Explanation.Candidate candidate) {
        List<String> parts = new ArrayList<>();
        for (int level = 0; level < candidate.branch().size(); level++) {
            String value = candidate.branch().get(level);
            parts.add(candidate.branchTasks().get(level) + " tasks of the service in branch "
                    + (value.isEmpty() ? "(none)" : value));
        }
        parts.add(candidate.ownTasks() + " tasks of the service on the node");
        parts.add(candidate.allTasks() + " in all");
        parts.add(candidate.reservedPermille() / 10.0 + " % reserved");
        return String.join(", ", parts);
    }

    /**
     * Swarm's words for the docker dialect: {@code no suitable node (scheduling constraints not satisfied on 3 nodes; 1
     * node not available for new tasks)}.
     */
    public static String swarm(Explanation why) {
        Map<Filter, Integer> counts = new EnumMap<>(Filter.class);
        why.refusals().forEach(refusal -> counts.merge(refusal.filter(), refusal.nodes(), Integer::sum));
        String reasons = counts.entrySet().stream()
                .sorted(Map.Entry.<Filter, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> swarm(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? "no suitable node" : "no suitable node (" + reasons + ")";
    }

    private static String swarm(Filter filter, int count) {
        String nodes = count == 1 ? "1 node" : count + " nodes";
        return switch (filter) {
            case AVAILABILITY -> nodes + " not available for new tasks";
            case RUNTIME -> "missing plugin on " + nodes;
            case RESOURCES -> "insufficient resources on " + nodes;
            case CONSTRAINT -> "scheduling constraints not satisfied on " + nodes;
            case PLATFORM -> "unsupported platform on " + nodes;
            case PORT -> "host-mode port already in use on " + nodes;
            case MAX_PER_NODE -> "max replicas per node limit exceed"; // As Swarm writes it, without a count.
            case EXCLUDED -> "refused just now by " + nodes;
        };
    }

    /** What would help, one sentence for each kind of refusal, the most frequent first. */
    public static List<String> remedies(Explanation why) {
        if (why.nodes() == 0) {
            return List.of("join a node");
        }
        return why.refusals().stream().map(PlacementText::remedy).distinct().toList();
    }

    private static String remedy(Explanation.Refusal refusal) {
        String nearest = refusal.nearest().value();
        String subject = refusal.subject();
        return switch (refusal.filter()) {
            case AVAILABILITY ->
                switch (subject) {
                    case "draining", "paused" -> "set the availability of " + nearest + " to active";
                    default -> "bring the agent of " + nearest + " back, or join another node";
                };
            case RUNTIME ->
                subject.isEmpty()
                        ? "install a container runtime on " + nearest
                        : "install the runtime " + subject + " on " + nearest + ", or ask for another one";
            case RESOURCES ->
                "reserve less " + subject + " (" + nearest + " " + refusal.text()
                        + "), stop other tasks, or join a larger node";
            case CONSTRAINT -> "label a node so that " + subject + " holds, or remove the constraint";
            case PLATFORM -> "join a node of the platform (" + nearest + " " + refusal.text() + ")";
            case PORT -> "free " + subject + ", publish another port, or use fewer tasks than nodes";
            case MAX_PER_NODE -> "raise the limit of tasks per node, or join a node";
            case EXCLUDED -> "wait: " + nearest + " is asked again";
        };
    }
}
