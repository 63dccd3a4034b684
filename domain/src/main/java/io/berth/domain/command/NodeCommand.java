package io.berth.domain.command;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a node is asked. */
public sealed interface NodeCommand extends EntityCommand {
    /**
     * An agent has connected.
     *
     * @param session the connection; reports of any other are refused from now on
     * @param incarnation that the node had when its agent was there to say hello; with any other the inventory may be
     *     older than what the node knows. Empty to connect whatever it has
     * @param run another one for each start of the agent's process; empty if it is not told
     * @param inventory every task that the agent holds, ended ones that nobody has told it to forget too
     */
    record Connect(String session, OptionalLong incarnation, String run, NodeInfo info, List<TaskReport> inventory)
            implements NodeCommand {
        public Connect(String session, NodeInfo info, List<TaskReport> inventory) {
            this(session, OptionalLong.empty(), "", info, inventory);
        }
    }

    /** The node's agent is starting and will connect: a lease that runs goes on until it can. */
    record Announce() implements NodeCommand {}

    /** The connection has ended. */
    record Disconnect(String session, String reason) implements NodeCommand {}

    /** The agent reports. */
    record Report(String session, List<TaskReport> reports) implements NodeCommand {}

    /** The agent has stopped containers that no assignment explains. */
    record ReportOrphans(String session, List<String> runtimeIds) implements NodeCommand {}

    /** A service wants these tasks to run here. Answered with {@code NodeAccepted} or {@code NodeRefused}. */
    record Reserve(TaskGroup group, List<ReservedTask> tasks) implements NodeCommand {}

    /** A service wants these tasks to stop. Answered by their reports. */
    record Stop(ServiceId service, List<TaskId> tasks) implements NodeCommand {}

    /** A service has recorded the end of these tasks. */
    record Release(ServiceId service, List<TaskId> tasks) implements NodeCommand {}

    /**
     * An operator changes labels or availability; empty leaves as it is.
     *
     * @param ifRevision the revision that the sender saw; empty means "whatever there is"
     */
    record Update(Optional<Map<String, String>> labels, Optional<Availability> availability, OptionalLong ifRevision)
            implements NodeCommand {
        public Update(Optional<Map<String, String>> labels, Optional<Availability> availability) {
            this(labels, availability, OptionalLong.empty());
        }
    }

    /**
     * An operator changes single labels, or availability. What is not named stays as it is: of two such changes at once
     * nothing is lost, whereas of two {@link Update}s one replaces the other's labels.
     *
     * @param labels to set
     * @param removed keys of labels to remove; a label that is set too is set
     */
    record Patch(Map<String, String> labels, Set<String> removed, Optional<Availability> availability)
            implements NodeCommand {
        public Patch {
            labels = Map.copyOf(labels);
            removed = Set.copyOf(removed);
        }
    }

    /** An operator removes a node that is down and has no tasks. */
    record Remove(boolean force) implements NodeCommand {}

    /** Time has passed. */
    record Wake(boolean recovered) implements NodeCommand {}
}
