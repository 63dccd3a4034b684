package io.berth.agent.session;

import io.berth.domain.fleet.NodeId;

/**
 * Who an agent says it is.
 *
 * @param node that it serves, the same at every start
 * @param token lets it in; never printed
 * @param runId another one for each start of the process
 * @param version of the program
 */
public record AgentIdentity(NodeId node, String token, String runId, String version) {
    @Override
    public String toString() {
        return "AgentIdentity[node=" + node + ", runId=" + runId + ", version=" + version + "]";
    }
}
