package io.berth.sharding.agents;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.traffic.TrafficNews;
import io.berth.domain.traffic.TrafficReport;
import java.util.function.Consumer;

/** The mesh, as the sessions of agents see it. No method blocks. */
public interface TrafficGate {
    /** Tells nothing and hears nothing. */
    TrafficGate NONE = new TrafficGate() {
        @Override
        public void entered(String session, NodeId node, Consumer<TrafficNews> agent) {}

        @Override
        public void reported(String session, TrafficReport report) {}

        @Override
        public void left(String session) {}
    };

    /**
     * A session has begun.
     *
     * @param agent takes all endpoints and then every change, from any thread
     */
    void entered(String session, NodeId node, Consumer<TrafficNews> agent);

    /** What the agent says of the traffic through its node. */
    void reported(String session, TrafficReport report);

    /** A session has ended; also said of one that was not let in. */
    void left(String session);
}
