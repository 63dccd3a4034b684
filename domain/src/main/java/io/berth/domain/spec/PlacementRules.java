package io.berth.domain.spec;

import java.util.List;
import java.util.regex.Pattern;

/** Rules of where tasks may go. */
final class PlacementRules {
    /** Swarm's pattern, and the {@code /} of Kubernetes' label keys. */
    private static final Pattern KEY = Pattern.compile("[a-zA-Z_][a-zA-Z0-9\\-_./]+");

    private static final Pattern DESCRIPTOR =
            Pattern.compile("(node\\.labels\\.|engine\\.labels\\.)[a-zA-Z0-9\\-_./]+|node\\.(id|hostname|role)");

    private static final int LONGEST = 512;
    private static final String FIELD = "template.placement";

    private PlacementRules() {}

    static void check(Findings findings, PlacementSpec placement) {
        List<Constraint> constraints = placement.constraints();
        for (int i = 0; i < constraints.size(); i++) {
            Constraint constraint = constraints.get(i);
            String at = FIELD + ".constraints[" + i + "]";
            findings.name(
                    at + ".key", constraint.key(), KEY, LONGEST, "must be a key such as node.role or node.labels.zone");
            findings.name(
                    at + ".value",
                    constraint.value(),
                    Constraint.VALUE,
                    LONGEST,
                    "must be letters, digits, blanks and :-_.*()?+[]\\^$|/");
        }
        for (int i = 0; i < placement.spread().size(); i++) {
            findings.name(
                    FIELD + ".spread[" + i + "]",
                    placement.spread().get(i),
                    DESCRIPTOR,
                    LONGEST,
                    "must be a label such as node.labels.zone");
        }
        findings.range(FIELD + ".maxPerNode", placement.maxPerNode(), 0, SpecRules.MOST_REPLICAS);
    }
}
