package io.berth.chaos.simulator.world;

import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Recorded;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.FileRef;
import io.berth.domain.task.TaskId;

/** Sees everything of a world that cannot be taken back. */
public interface Witness {
    /**
     * An event that has just become durable.
     *
     * @param log that it stands in now
     * @param before state before it
     * @param after state after it
     */
    record Entry<S extends EntityState, E extends EntityEvent>(
            Log<S, E> log, S before, Recorded<E> recorded, S after) {}

    default void recorded(Entry<?, ?> entry) {}

    /** A batch of events has been written: so many of so many. */
    default void written(Log<?, ?> log, int batch, int written) {}

    /** Somebody has taken an entity over and found a state. */
    default void opened(Log<?, ?> log, EntityState found) {}

    default void containerStarted(NodeId node, Container container) {}

    default void containerEnded(NodeId node, Container container) {}

    /** A client was told how its request has ended. */
    default void answered(Request request, Outcome outcome) {}

    /** The value of a secret has reached a machine. */
    default void secretReached(NodeId node, TaskId task, FileRef secret) {}
}
