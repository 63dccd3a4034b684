package io.berth.node.trust;

import io.berth.domain.trust.TokenText;
import io.berth.link.identity.Enrolment;
import io.berth.link.identity.Identity;
import io.berth.link.identity.IdentityFile;
import io.berth.link.identity.LinkTls;
import io.berth.link.identity.LiveIdentity;
import io.berth.node.config.HostAndPort;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The identity of an agent in a process of its own: kept in a file, got with a token, renewed in time. */
public final class AgentTrust {
    private static final Logger LOG = LoggerFactory.getLogger(AgentTrust.class);

    private final IdentityFile file;
    private final List<HostAndPort> members;
    private final LiveIdentity identity;

    private AgentTrust(IdentityFile file, List<HostAndPort> members, Identity identity) {
        this.file = file;
        this.members = List.copyOf(members);
        this.identity = new LiveIdentity(identity);
    }

    /**
     * The identity in the file if it is valid; else a new one, for a token.
     *
     * @throws IOException if there is neither a valid identity nor a member that takes the token; the text says which
     */
    public static AgentTrust open(IdentityFile file, List<HostAndPort> members, String token, Instant now)
            throws IOException {
        Optional<Identity> present = file.read();
        if (present.filter(identity -> isValid(identity, now)).isPresent()) {
            return new AgentTrust(file, members, present.get());
        }
        if (token.isEmpty()) {
            throw new IOException(
                    (present.isEmpty() ? "this machine has not joined a cluster yet" : "the certificate has expired")
                            + "; say --token with a token that a member makes with: berth token create --role agent");
        }
        TokenText text = TokenText.parse(token)
                .orElseThrow(() -> new IOException(
                        "this is no join token; make one on a member with: berth token create --role agent"));
        IOException last = new IOException("no member is known");
        for (HostAndPort member : members) {
            try {
                Identity identity = Enrolment.enrol(
                                member.host(), member.port(), text, new Enrolment.Newcomer("", List.of(), present))
                        .identity();
                file.write(identity);
                return new AgentTrust(file, members, identity);
            } catch (Enrolment.Refused e) {
                throw e;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException("no member lets this node in; the last answer: " + last.getMessage(), last);
    }

    private static boolean isValid(Identity identity, Instant now) {
        return identity.certificate().getNotAfter().toInstant().isAfter(now);
    }

    public LiveIdentity identity() {
        return identity;
    }

    /** Asks members for a newer certificate if it is time; tried again at the next call. */
    public void renewIfDue(Instant now) {
        if (now.isBefore(identity.get().renewAt())) {
            return;
        }
        for (HostAndPort member : members) {
            ManagedChannel channel = LinkTls.client(identity)
                    .apply(NettyChannelBuilder.forAddress(member.host(), member.port()))
                    .build();
            try {
                Identity newer = Enrolment.renew(channel);
                file.write(newer);
                identity.replace(newer);
                LOG.info("renewed: {}", newer);
                return;
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} has not renewed the certificate: {}", member, e.getMessage());
            } finally {
                channel.shutdownNow();
            }
        }
    }
}
