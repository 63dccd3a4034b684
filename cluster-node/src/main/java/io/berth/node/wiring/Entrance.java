package io.berth.node.wiring;

import io.berth.node.config.HostAndPort;
import io.berth.node.config.JournalAddress;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.Membership;
import io.berth.node.trust.MemberEntry;
import io.berth.node.trust.MemberTrust;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Decides how a member becomes part of its cluster, before anything is started. */
final class Entrance {
    private Entrance() {}

    static MemberTrust enter(MemberConfig config, Peers peers, Ids ids) throws IOException {
        Membership membership = config.membership();
        if (!membership.isAlone() && config.journal() instanceof JournalAddress.Embedded) {
            throw new IOException(
                    "cannot join %s with the journal %s, which one process owns: several members need --journal cassandra://HOST:PORT,..."
                            .formatted(membership.members(), config.journal()));
        }
        MemberEntry entry = new MemberEntry(
                config.dataDir(),
                config.name(),
                List.of(config.ports().advertised()),
                membership.certificates(),
                InstantSource.system());
        if (entry.isKnown()) {
            return entry.goOn();
        }
        if (!membership.token().isEmpty()) {
            MemberTrust trust = entry.join(links(config), membership.token());
            peers.add();
            return trust;
        }
        if (membership.isCreating() || membership.isAlone()) {
            return entry.create(ids);
        }
        throw new IOException(
                "member %s has never been in a cluster: say --token with a token of the role member, or --create on the one member that creates the cluster"
                        .formatted(config.name()));
    }

    /** All members use the same port for their links. */
    private static List<HostAndPort> links(MemberConfig config) {
        return config.membership().members().stream()
                .map(member -> new HostAndPort(member.host(), config.ports().link()))
                .toList();
    }
}
