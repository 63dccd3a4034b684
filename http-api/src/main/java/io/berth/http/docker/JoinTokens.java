package io.berth.http.docker;

import io.berth.domain.cluster.ClusterState;

/**
 * Tokens in Swarm's form: the cluster's mark, then one for each role. They name the cluster and admit nobody by themselves:
 * what admits agents is the link's own token.
 */
final class JoinTokens {
    private static final int MARK_LENGTH = 50;

    private JoinTokens() {}

    static String worker(ClusterState cluster) {
        return token(cluster, "worker");
    }

    static String manager(ClusterState cluster) {
        return token(cluster, "manager");
    }

    private static String token(ClusterState cluster, String role) {
        String id = cluster.clusterId();
        String mark = SwarmIds.of("mark/1/" + id) + SwarmIds.of("mark/2/" + id);
        return "SWMTKN-1-%s-%s".formatted(mark.substring(0, MARK_LENGTH), SwarmIds.of(role + "/" + id));
    }
}
