package io.berth.domain.placement;

import io.berth.domain.fleet.NodeView;
import io.berth.domain.fleet.Trait;
import io.berth.domain.spec.Constraint;
import java.util.Locale;
import java.util.Optional;

/**
 * A constraint ready to be held against nodes, with the semantics of Swarm: keys and values without regard to case,
 * label names with it; a missing label is the empty text; an unknown key matches no node, whatever the operator.
 */
final class ConstraintMatch {
    private static final String NODE_LABELS = "node.labels.";
    private static final String ENGINE_LABELS = "engine.labels.";

    private final Constraint constraint;
    private final Optional<Trait> trait;
    private final boolean isAddress;
    private final Optional<AddressRange> range;

    ConstraintMatch(Constraint constraint) {
        this.constraint = constraint;
        this.trait = trait(constraint.key());
        this.isAddress = trait.filter(some -> some.kind() == Trait.Kind.ADDRESS).isPresent();
        this.range = isAddress ? AddressRange.parse(constraint.value()) : Optional.empty();
    }

    Constraint constraint() {
        return constraint;
    }

    /** What of a node is compared; empty if the key is one that no node has. */
    Optional<Trait> trait() {
        return trait;
    }

    boolean matches(NodeView node) {
        if (trait.isEmpty() || (isAddress && range.isEmpty())) {
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
        if (trait.isEmpty()) {
            return "needs " + constraint + ", a key that no node has";
        }
        if (isAddress && range.isEmpty()) {
            return "needs " + constraint + ", which is no address or subnet";
        }
        String value = value(node);
        return "needs " + constraint + ", has " + (value.isEmpty() ? "none" : value);
    }

    private String value(NodeView node) {
        return trait.map(some -> some.of(node)).orElse("");
    }

    /** What a key such as {@code node.labels.zone} stands for. */
    static Optional<Trait> trait(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.startsWith(NODE_LABELS) && lower.length() > NODE_LABELS.length()) {
            return Optional.of(Trait.of(Trait.Kind.NODE_LABEL, key.substring(NODE_LABELS.length())));
        }
        if (lower.startsWith(ENGINE_LABELS) && lower.length() > ENGINE_LABELS.length()) {
            return Optional.of(Trait.of(Trait.Kind.ENGINE_LABEL, key.substring(ENGINE_LABELS.length())));
        }
        return Optional.ofNullable(
                        switch (lower) {
                            case "node.id" -> Trait.Kind.ID;
                            case "node.hostname" -> Trait.Kind.HOSTNAME;
                            case "node.ip" -> Trait.Kind.ADDRESS;
                            case "node.role" -> Trait.Kind.ROLE;
                            case "node.platform.os" -> Trait.Kind.OS;
                            case "node.platform.arch" -> Trait.Kind.ARCH;
                            default -> null;
                        })
                .map(Trait::of);
    }
}
