package io.berth.domain.node;

import io.berth.domain.command.TaskGroup;
import io.berth.domain.entity.EntityState;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.task.TaskId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A machine and its books.
 *
 * @param id of the node
 * @param info what its agent last said; empty before the first connection and after removal
 * @param labels set by an operator
 * @param availability set by an operator
 * @param revision counts the changes by operators; who changes the node may say which one it saw
 * @param liveness of the agent
 * @param incarnation counts connections; 0 before the first
 * @param session of the present connection, empty without one
 * @param run which start of the agent's process has connected last; empty if it was not told
 * @param changedAt when liveness last changed
 * @param leaseEnds when a disconnected node is given up; {@link Instant#EPOCH} while it is connected
 * @param groups what the booked tasks run, once for each revision
 * @param bookings every task in the books, the oldest first
 * @param lost tasks that were given up and may still run, and what they run; they hold their resources until the agent
 *     has told their end, whether or not they have left the books
 * @param released ids that have left the books not long ago and when, so that a late reserve is refused
 */
public record NodeState(
        NodeId id,
        Optional<NodeInfo> info,
        Map<String, String> labels,
        Availability availability,
        long revision,
        Liveness liveness,
        long incarnation,
        String session,
        String run,
        Instant changedAt,
        Instant leaseEnds,
        Map<TaskGroup.Key, TaskGroup> groups,
        Map<TaskId, Booking> bookings,
        Map<TaskId, TaskGroup.Key> lost,
        Map<TaskId, Instant> released)
        implements EntityState {
    public NodeState {
        labels = Map.copyOf(labels);
        groups = Map.copyOf(groups);
        bookings = Collections.unmodifiableMap(new LinkedHashMap<>(bookings));
        lost = Collections.unmodifiableMap(new LinkedHashMap<>(lost));
        released = Collections.unmodifiableMap(new LinkedHashMap<>(released));
    }

    @Override
    public boolean exists() {
        return info.isPresent();
    }
}
