package io.berth.domain.placement;

import io.berth.domain.fleet.NodeId;

/** What the order among nodes that fit is made of. */
interface Standing {
    NodeId node();

    /** Live tasks of the service there. */
    int ownTasks();

    /** Live tasks of all services there. */
    int allTasks();

    /** The fuller one of its two dimensions, 0..1000. */
    int reservedPermille();

    /** Its place on the ring on which ties are broken. */
    long mark();
}
