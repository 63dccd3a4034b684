package io.berth.domain.fleet;

import io.berth.domain.task.HostPort;

/**
 * Something that nodes are told apart by when tasks are placed.
 *
 * @param kind what of a node is looked at
 * @param name of the label, the runtime (empty for any) or the port's protocol, else empty
 * @param port 0 but for {@link Kind#PORT}
 */
public record Trait(Kind kind, String name, int port) {
    /** Whether a node takes new tasks, and if not, why. */
    public static final Trait AVAILABILITY = of(Kind.AVAILABILITY);

    /** The value of {@link #AVAILABILITY} of nodes that take new tasks. */
    public static final String OPEN = Availability.ACTIVE.word();

    /** The value of runtimes that a node has, and of ports that are in use there. */
    public static final String YES = "yes";

    /** What of a node is looked at. */
    public enum Kind {
        AVAILABILITY,
        ID,
        HOSTNAME,
        ADDRESS,
        ROLE,
        OS,
        ARCH,
        NODE_LABEL,
        ENGINE_LABEL,
        RUNTIME,
        PORT
    }

    public static Trait of(Kind kind) {
        return new Trait(kind, "", 0);
    }

    public static Trait of(Kind kind, String name) {
        return new Trait(kind, name, 0);
    }

    /** Whether a port of the node is in use. */
    public static Trait inUse(HostPort port) {
        return new Trait(Kind.PORT, port.protocol(), port.published());
    }

    public boolean isLabel() {
        return kind == Kind.NODE_LABEL || kind == Kind.ENGINE_LABEL;
    }

    /** The value of a node; empty for a label that it has not. */
    public String of(NodeView node) {
        return switch (kind) {
            case AVAILABILITY -> availability(node);
            case ID -> node.id().value();
            case HOSTNAME -> node.info().hostname();
            case ADDRESS -> node.info().address();
            case ROLE -> node.info().isManager() ? "manager" : "worker";
            case OS -> node.info().platform().os();
            case ARCH -> node.info().platform().arch();
            case NODE_LABEL -> node.labels().getOrDefault(name, "");
            case ENGINE_LABEL -> node.info().engineLabels().getOrDefault(name, "");
            case RUNTIME ->
                yes(
                        name.isEmpty()
                                ? !node.info().runtimes().isEmpty()
                                : node.info().runtimes().contains(name));
            case PORT -> yes(node.hostPorts().contains(new HostPort(name, 0, port)));
        };
    }

    private static String yes(boolean holds) {
        return holds ? YES : "";
    }

    private static String availability(NodeView node) {
        return switch (node.liveness()) {
            case DOWN, DISCONNECTED -> node.liveness().word();
            case READY ->
                switch (node.availability()) {
                    case PAUSE -> "paused";
                    case DRAIN -> "draining";
                    case ACTIVE -> OPEN;
                };
        };
    }
}
