package io.berth.domain.placement;

import io.berth.domain.fleet.Trait;
import io.berth.domain.spec.Constraint.Operator;
import io.berth.domain.task.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By what one request tells nodes apart. Nodes that are alike in it are judged together, but for what is free there and
 * what the service has there.
 *
 * @param traits first those with {@code wanted} values, last the spread labels
 * @param wanted values of the first traits, without regard to case; nodes with others are no use
 * @param branches how many of the traits are spread labels
 * @param isComplete whether nodes that are alike in the traits meet the same constraints; a constraint by which nearly
 *     every node would be a case of its own is left out
 */
record Criteria(List<Trait> traits, List<String> wanted, int branches, boolean isComplete) {
    static Criteria of(PlacementRequest request) {
        List<Trait> traits = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        traits.add(Trait.AVAILABILITY);
        wanted.add(Trait.OPEN);
        traits.add(Trait.of(Trait.Kind.RUNTIME, request.runtime()));
        wanted.add(Trait.YES);
        List<Trait> others = new ArrayList<>();
        boolean isComplete = true;
        for (ConstraintMatch constraint : request.placement().constraints().stream()
                .map(ConstraintMatch::new)
                .toList()) {
            Optional<Trait> trait = constraint.trait();
            boolean isEqual = constraint.constraint().operator() == Operator.EQUAL;
            if (trait.isPresent() && isGrouping(trait.get(), isEqual)) {
                (isEqual ? traits : others).add(trait.get());
                if (isEqual) {
                    wanted.add(constraint.constraint().value());
                }
            } else if (trait.isPresent()) {
                isComplete = false;
            }
        }
        if (!request.placement().platforms().isEmpty()) {
            others.add(Trait.of(Trait.Kind.OS));
            others.add(Trait.of(Trait.Kind.ARCH));
        }
        request.hostPorts()
                .forEach(port -> others.add(Trait.inUse(new HostPort(port.protocol(), 0, port.published()))));
        traits.addAll(others);
        List<Trait> spread = spread(request);
        traits.addAll(spread);
        return new Criteria(traits, wanted, spread.size(), isComplete);
    }

    /** Other things than labels are no branches; they are passed over, as in Swarm. */
    static List<Trait> spread(PlacementRequest request) {
        return request.placement().spread().stream()
                .flatMap(key -> ConstraintMatch.trait(key).filter(Trait::isLabel).stream())
                .toList();
    }

    private static boolean isGrouping(Trait trait, boolean isEqual) {
        return switch (trait.kind()) {
            case ID, HOSTNAME -> isEqual;
            case ADDRESS -> false;
            case AVAILABILITY, ROLE, OS, ARCH, NODE_LABEL, ENGINE_LABEL, RUNTIME, PORT -> true;
        };
    }
}
