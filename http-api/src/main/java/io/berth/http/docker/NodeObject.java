package io.berth.http.docker;

import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.node.NodeState;

/**
 * A node as Swarm's clients read it.
 *
 * @param state what is known of it
 * @param isLeader whether it is shown as the first of the managers
 * @param cluster that it belongs to
 */
record NodeObject(NodeState state, boolean isLeader, OfCluster cluster) {
    /**
     * What is the same for all nodes.
     *
     * @param tlsInfo who has signed their certificates
     * @param linkPort where agents and members of other machines are let in
     */
    record OfCluster(GoObject tlsInfo, int linkPort) {}

    static String id(NodeState state) {
        return SwarmIds.of(state.id().value());
    }

    static String hostname(NodeState state) {
        return info(state).hostname();
    }

    static String role(NodeState state) {
        return info(state).isManager() ? "manager" : "worker";
    }

    private static NodeInfo info(NodeState state) {
        return state.info().orElseThrow();
    }

    GoObject json() {
        NodeInfo info = info(state);
        GoObject json = GoObject.of("ID", id(state))
                .put("Version", GoObject.of("Index", state.revision() + 1))
                .put("CreatedAt", state.changedAt())
                .put("UpdatedAt", state.changedAt())
                .put(
                        "Spec",
                        GoObject.of("Labels", state.labels())
                                .put("Role", role(state))
                                .put("Availability", state.availability().word()))
                .put("Description", description(info))
                .put(
                        "Status",
                        GoObject.of("State", status(state.liveness()))
                                .putIfAny("Message", message(state.liveness()))
                                .put("Addr", info.address()));
        if (info.isManager()) {
            boolean isReachable = state.liveness() == Liveness.READY;
            json.put(
                    "ManagerStatus",
                    GoObject.of()
                            .putIfAny("Leader", isLeader)
                            .put("Reachability", isReachable ? "reachable" : "unreachable")
                            .put("Addr", info.address() + ":" + cluster.linkPort()));
        }
        return json;
    }

    private GoObject description(NodeInfo info) {
        return GoObject.of("Hostname", info.hostname())
                .put(
                        "Platform",
                        GoObject.of("Architecture", info.platform().arch())
                                .put("OS", info.platform().os()))
                .put(
                        "Resources",
                        GoObject.of("NanoCPUs", info.capacity().nanoCpus())
                                .put("MemoryBytes", info.capacity().memoryBytes()))
                .put(
                        "Engine",
                        GoObject.of()
                                .putIfAny("EngineVersion", info.engineVersion())
                                .putIfAny("Labels", info.engineLabels()))
                .put("TLSInfo", cluster.tlsInfo());
    }

    private static String status(Liveness liveness) {
        return switch (liveness) {
            case READY -> "ready";
            case DISCONNECTED -> "disconnected";
            case DOWN -> "down";
        };
    }

    private static String message(Liveness liveness) {
        return switch (liveness) {
            case READY -> "";
            case DISCONNECTED -> "the agent's connection has ended; its tasks run on until its lease ends";
            case DOWN -> "heartbeat failure";
        };
    }
}
