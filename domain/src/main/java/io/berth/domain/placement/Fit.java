package io.berth.domain.placement;

import io.berth.domain.fleet.Lack;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.fleet.Trait;
import io.berth.domain.placement.Veto.Filter;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Platform;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.task.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One service's needs, ready to be held against nodes. Answers first; words only for those who ask why. */
final class Fit {
    private static final List<Filter> FILTERS = List.of(Filter.values());

    /** Filters that ask only for what {@link Criteria} sorts nodes by, as long as no task is given. */
    private static final List<Filter> SHARED =
            List.of(Filter.AVAILABILITY, Filter.RUNTIME, Filter.CONSTRAINT, Filter.PLATFORM, Filter.PORT);

    /** The others, and those that tasks given may change. */
    private static final List<Filter> OWN =
            List.of(Filter.RESOURCES, Filter.PORT, Filter.MAX_PER_NODE, Filter.EXCLUDED);

    private final PlacementRequest request;
    private final List<ConstraintMatch> constraints;
    private final List<HostPort> ports;

    Fit(PlacementRequest request) {
        this.request = request;
        this.constraints = request.placement().constraints().stream()
                .map(ConstraintMatch::new)
                .toList();
        this.ports = request.hostPorts().stream()
                .map(port -> new HostPort(port.protocol(), 0, port.published()))
                .toList();
    }

    /** The first filter that refuses one more task on {@code node}, in the order of the constants. */
    Optional<Filter> refusing(Contender node) {
        return first(FILTERS, node);
    }

    /** The first filter that refuses all nodes that are like this one in all criteria. */
    Optional<Filter> refusingAll(Contender node) {
        return first(SHARED, node);
    }

    /** The same as {@link #refusing} for a node that {@link #refusingAll} does not refuse. */
    Optional<Filter> refusingAlone(Contender node) {
        return first(OWN, node);
    }

    private Optional<Filter> first(List<Filter> filters, Contender node) {
        for (int i = 0; i < filters.size(); i++) {
            Filter filter = filters.get(i);
            if (refuses(filter, node)) {
                return Optional.of(filter);
            }
        }
        return Optional.empty();
    }

    private boolean refuses(Filter filter, Contender node) {
        NodeView view = node.view();
        return switch (filter) {
            case AVAILABILITY -> !view.isOpen();
            case RUNTIME ->
                request.runtime().isEmpty()
                        ? view.info().runtimes().isEmpty()
                        : !view.info().runtimes().contains(request.runtime());
            case RESOURCES -> Lack.of(request.reserved(), node.free()) != Lack.NOTHING;
            case CONSTRAINT -> !allHold(view);
            case PLATFORM -> !isPlatformGood(view.info().platform());
            case PORT -> ports.stream().anyMatch(port -> isTaken(port, node));
            case MAX_PER_NODE ->
                request.placement().maxPerNode() > 0
                        && node.countedTasks() >= request.placement().maxPerNode();
            case EXCLUDED -> request.excluded().contains(view.id());
        };
    }

    private boolean allHold(NodeView view) {
        for (ConstraintMatch constraint : constraints) {
            if (!constraint.matches(view)) {
                return false;
            }
        }
        return true;
    }

    private boolean isPlatformGood(Platform platform) {
        List<Platform> wanted = request.placement().platforms();
        return wanted.isEmpty()
                || wanted.stream()
                        .anyMatch(one -> (one.os().isEmpty() || one.os().equalsIgnoreCase(platform.os()))
                                && (one.arch().isEmpty() || arch(one.arch()).equals(arch(platform.arch()))));
    }

    /** Docker's images and the kernel have different names for the same processors. */
    private static String arch(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "x86_64", "x86-64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> lower;
        };
    }

    private static boolean isTaken(HostPort port, Contender node) {
        return node.given() > 0 || node.view().hostPorts().contains(port);
    }

    /** What is missing, in a word or two; nodes that lack the same are counted together. */
    String subject(Filter filter, Contender node) {
        NodeView view = node.view();
        return switch (filter) {
            case AVAILABILITY -> Trait.AVAILABILITY.of(view);
            case RUNTIME -> request.runtime();
            case RESOURCES ->
                switch (Lack.of(request.reserved(), node.free())) {
                    case NOTHING -> "";
                    case CPU -> "CPU";
                    case MEMORY -> "memory";
                    case BOTH -> "memory and CPU";
                };
            case CONSTRAINT -> failing(view).getFirst().constraint().toString();
            case PLATFORM, MAX_PER_NODE, EXCLUDED -> "";
            case PORT -> taken(node).getFirst();
        };
    }

    /** How far the node is from taking the task: 0 is near. Comparable among nodes refused for the same subject. */
    double distance(Filter filter, Contender node) {
        return switch (filter) {
            case RESOURCES -> request.reserved().distanceTo(node.free());
            case CONSTRAINT -> failing(node.view()).size();
            case PORT -> taken(node).size();
            case AVAILABILITY, RUNTIME, PLATFORM, MAX_PER_NODE, EXCLUDED -> 0;
        };
    }

    /** What is missing, with the values. */
    String text(Filter filter, Contender node) {
        NodeView view = node.view();
        return switch (filter) {
            case AVAILABILITY -> "is " + Trait.AVAILABILITY.of(view);
            case RUNTIME ->
                request.runtime().isEmpty()
                        ? "has no container runtime"
                        : "needs the runtime " + request.runtime() + ", has " + sorted(view);
            case RESOURCES -> shortage(request.reserved(), node.free());
            case CONSTRAINT ->
                String.join(
                        "; ",
                        failing(view).stream().map(one -> one.refusal(view)).toList());
            case PLATFORM ->
                "needs "
                        + String.join(
                                " or ",
                                request.placement().platforms().stream()
                                        .map(Fit::text)
                                        .toList())
                        + ", is " + text(view.info().platform());
            case PORT -> "has " + String.join(", ", taken(node)) + " in use";
            case MAX_PER_NODE ->
                "has " + node.countedTasks() + " of at most "
                        + request.placement().maxPerNode() + " tasks of the service";
            case EXCLUDED -> "refused the task just now";
        };
    }

    private static String sorted(NodeView view) {
        return view.info().runtimes().isEmpty()
                ? "none"
                : String.join(", ", view.info().runtimes().stream().sorted().toList());
    }

    /** What is missing of {@code need}, with numbers; empty if nothing is. */
    static String shortage(Resources need, Resources free) {
        List<String> texts = new ArrayList<>();
        if (need.lacksMemory(free.memoryBytes())) {
            texts.add("needs " + AmountText.memory(need.memoryBytes()) + " memory, "
                    + AmountText.memory(free.memoryBytes()) + " free");
        }
        if (need.lacksCpu(free.nanoCpus())) {
            texts.add("needs " + AmountText.cpus(need.nanoCpus()) + " CPU, " + AmountText.cpus(free.nanoCpus())
                    + " free");
        }
        return String.join("; ", texts);
    }

    private List<ConstraintMatch> failing(NodeView view) {
        return constraints.stream().filter(one -> !one.matches(view)).toList();
    }

    private static String text(Platform platform) {
        return (platform.os().isEmpty() ? "any" : platform.os()) + "/"
                + (platform.arch().isEmpty() ? "any" : platform.arch());
    }

    private List<String> taken(Contender node) {
        return request.hostPorts().stream()
                .filter(port -> isTaken(new HostPort(port.protocol(), 0, port.published()), node))
                .map(Fit::text)
                .toList();
    }

    private static String text(PortSpec port) {
        return "port " + port.published() + "/" + port.protocol();
    }
}
