package io.berth.agent.session;

import io.berth.domain.fleet.NodeId;
import io.grpc.Channel;

/**
 * What calls beside the session need.
 *
 * @param channel to the member of the session
 * @param node that the agent serves
 * @param session the session's name
 * @param key proves that a call belongs to the session; never printed
 */
record SessionPass(Channel channel, NodeId node, String session, String key) {
    @Override
    public String toString() {
        return "SessionPass[node=" + node + ", session=" + session + "]";
    }
}
