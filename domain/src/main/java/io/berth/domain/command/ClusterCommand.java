package io.berth.domain.command;

import io.berth.domain.entity.EntityCommand;
import io.berth.domain.network.Network;
import io.berth.domain.spec.DialectForm;
import io.berth.domain.trust.Authority;
import io.berth.domain.trust.Role;
import java.time.Duration;
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

    /** The first member has made a certificate authority. */
    record CreateAuthority(Authority authority) implements ClusterCommand {}

    /**
     * Creates a join token.
     *
     * @param id names it
     * @param digest of its secret, which only its holder knows
     * @param lifetime from now on
     */
    record CreateToken(String id, Role role, String digest, Duration lifetime) implements ClusterCommand {}

    /**
     * Gives a role a standing token, which is valid until it is revoked, in place of the one that it has.
     *
     * @param id names it
     * @param digest of its secret
     * @param replaced the id of the standing token that the sender saw, which is revoked; empty if it saw none
     */
    record ReplaceToken(String id, Role role, String digest, String replaced) implements ClusterCommand {}

    /** A join token is of no use any more; certificates that it was traded for stay. */
    record RevokeToken(String id) implements ClusterCommand {}

    /**
     * All certificates of a holder count no more, and it gets no new ones.
     *
     * @param name a node's id or a member's name
     * @param lifetime the longest that a certificate is valid
     */
    record RevokeCertificates(String name, Duration lifetime) implements ClusterCommand {}

    /** Time has passed; nothing follows from that. */
    record Wake(boolean recovered) implements ClusterCommand {}
}
