package io.berth.domain.traffic;

import io.berth.domain.spec.ServiceId;
import io.berth.domain.task.TaskId;
import java.util.Set;

/** What an agent is told of traffic. Everything may be told twice; the last word on a service or task counts. */
public sealed interface TrafficNews {
    /** The endpoints of a service; without ports, the service needs none any more. */
    record Endpoints(ServiceEndpoints service) implements TrafficNews {}

    /**
     * Every service has been told since the session began.
     *
     * @param services all that have ports; others that the agent remembers are gone
     */
    record Complete(Set<ServiceId> services) implements TrafficNews {
        public Complete {
            services = Set.copyOf(services);
        }
    }

    /**
     * Nobody in the mesh sends anything new to a task.
     *
     * @param task one of those that the agent has said it is stopping
     * @param connections to it that are still open in the whole mesh
     */
    record Drained(TaskId task, int connections) implements TrafficNews {}
}
