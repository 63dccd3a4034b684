package io.berth.domain.command;

import io.berth.domain.entity.EntityCommand;
import io.berth.domain.network.Network;
import io.berth.domain.spec.DialectForm;
import java.util.OptionalLong;

/** What the cluster is asked. */
public sealed interface ClusterCommand extends EntityCommand {
    /** A member starts: the first one gives the cluster its identity, the others must agree with it. */
    record Initialise(String clusterId, int shards) implements ClusterCommand {}

    /** Creates a network; the cluster sets its number and time, and its addresses if it names none. */
    record CreateNetwork(Network network) implements ClusterCommand {}

    /** Removes a network that no service names; who sends this has looked. */
    record RemoveNetwork(String id) implements ClusterCommand {}

    /**
     * Changes the settings that a dialect keeps.
     *
     * @param ifRevision the revision that the sender saw; empty means "whatever there is"
     */
    record ChangeSettings(DialectForm form, OptionalLong ifRevision) implements ClusterCommand {}

    /** Time has passed; nothing follows from that. */
    record Wake(boolean recovered) implements ClusterCommand {}
}
