package io.berth.domain.placement;

import io.berth.domain.fleet.NodeView;
import io.berth.domain.spec.Constraint;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A constraint ready to be held against nodes, with the semantics of Swarm: keys and values without regard to case,
 * label names with it; a missing label is the empty text; an unknown key matches no node, whatever the operator.
 */
final class ConstraintMatch {
    /** What of a node is compared. */
    private enum Subject {
        ID,
        HOSTNAME,
        IP,
        ROLE,
        OS,
        ARCH,
        NODE_LABEL,
        ENGINE_LABEL,
        UNKNOWN
    }

    private static final String NODE_LABELS = "node.labels.";
    private static final String ENGINE_LABELS = "engine.labels.";

    private final Constraint constraint;
    private final Subject subject;
    private final String label;
    private final Optional<AddressRange> range;

    ConstraintMatch(Constraint constraint) {
        this.constraint = constraint;
        this.subject = subject(constraint.key());
        this.label = label(subject, constraint.key());
        this.range = subject == Subject.IP ? AddressRange.parse(constraint.value()) : Optional.empty();
    }

    Constraint constraint() {
        return constraint;
    }

    boolean matches(NodeView node) {
        if (subject == Subject.UNKNOWN || (subject == Subject.IP && range.isEmpty())) {
            return false;
        }
        boolean same = range.map(some -> some.contains(node.info().address()))
                .orElseGet(() -> value(node).equalsIgnoreCase(constraint.value()));
        return switch (constraint.operator()) {
            case EQUAL -> same;
            case NOT_EQUAL -> !same;
        };
    }

    /** Such as {@code needs node.labels.zone==a, has b}. */
    String refusal(NodeView node) {
        if (subject == Subject.UNKNOWN) {
            return "needs " + constraint + ", a key that no node has";
        }
        if (subject == Subject.IP && range.isEmpty()) {
            return "needs " + constraint + ", which is no address or subnet";
        }
        String value = value(node);
        return "needs " + constraint + ", has " + (value.isEmpty() ? "none" : value);
    }

    /** The value of a label such as {@code node.labels.zone} of a node, empty if it has none or the key is another one. */
    static String labelValue(NodeView node, String key) {
        Subject subject = subject(key);
        return switch (subject) {
            case NODE_LABEL, ENGINE_LABEL -> value(node, subject, label(subject, key));
            case ID, HOSTNAME, IP, ROLE, OS, ARCH, UNKNOWN -> "";
        };
    }

    /** Whether {@link #labelValue} looks at a label at all. */
    static boolean isLabel(String key) {
        Subject subject = subject(key);
        return subject == Subject.NODE_LABEL || subject == Subject.ENGINE_LABEL;
    }

    /** A label's key with its prefix in lower case, as the fleet's index has it. */
    static String plainLabel(String key) {
        Subject subject = subject(key);
        return (subject == Subject.ENGINE_LABEL ? ENGINE_LABELS : NODE_LABELS) + label(subject, key);
    }

    private String value(NodeView node) {
        return value(node, subject, label);
    }

    private static String value(NodeView node, Subject subject, String label) {
        return switch (subject) {
            case ID -> node.id().value();
            case HOSTNAME -> node.info().hostname();
            case IP -> node.info().address();
            case ROLE -> node.info().isManager() ? "manager" : "worker";
            case OS -> node.info().platform().os();
            case ARCH -> node.info().platform().arch();
            case NODE_LABEL -> text(node.labels(), label);
            case ENGINE_LABEL -> text(node.info().engineLabels(), label);
            case UNKNOWN -> "";
        };
    }

    private static String text(Map<String, String> labels, String label) {
        return labels.getOrDefault(label, "");
    }

    private static Subject subject(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.startsWith(NODE_LABELS) && lower.length() > NODE_LABELS.length()) {
            return Subject.NODE_LABEL;
        }
        if (lower.startsWith(ENGINE_LABELS) && lower.length() > ENGINE_LABELS.length()) {
            return Subject.ENGINE_LABEL;
        }
        return switch (lower) {
            case "node.id" -> Subject.ID;
            case "node.hostname" -> Subject.HOSTNAME;
            case "node.ip" -> Subject.IP;
            case "node.role" -> Subject.ROLE;
            case "node.platform.os" -> Subject.OS;
            case "node.platform.arch" -> Subject.ARCH;
            default -> Subject.UNKNOWN;
        };
    }

    private static String label(Subject subject, String key) {
        return switch (subject) {
            case NODE_LABEL -> key.substring(NODE_LABELS.length());
            case ENGINE_LABEL -> key.substring(ENGINE_LABELS.length());
            case ID, HOSTNAME, IP, ROLE, OS, ARCH, UNKNOWN -> "";
        };
    }
}
