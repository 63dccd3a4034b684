package io.berth.domain.command;

import io.berth.domain.entity.EntityCommand;

/** What the cluster is asked. */
public sealed interface ClusterCommand extends EntityCommand {
    /** A member starts: the first one gives the cluster its identity, the others must agree with it. */
    record Initialise(String clusterId, int shards) implements ClusterCommand {}

    /** Time has passed; nothing follows from that. */
    record Wake(boolean recovered) implements ClusterCommand {}
}
