package io.berth.node.trust;

import io.berth.domain.cluster.ClusterState;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.trust.JoinToken;
import io.berth.domain.trust.Role;
import io.berth.domain.trust.Trust;
import io.berth.link.identity.Holder;
import io.berth.link.identity.Pem;
import io.berth.node.vault.Vault;
import io.berth.sharding.entity.Entities;
import io.berth.sharding.join.Registrar;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives certificates to those whom the {@code Cluster} entity lets in; asks it for every one. */
public final class Registry implements Registrar {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private static final EntityRef CLUSTER = new EntityRef(EntityRef.Kind.CLUSTER, ClusterState.ID);
    private static final int HOSTS_MAX = 16;

    private final Entities entities;
    private final Vault vault;
    private final Supplier<String> ids;
    private final InstantSource clock;
    private final Duration lifetime;
    private final Consumer<String> onMember;

    /**
     * @param ids makes ids of nodes
     * @param lifetime of certificates
     * @param onMember is told the name of every member that is let in, before it is
     */
    public Registry(
            Entities entities,
            Vault vault,
            Supplier<String> ids,
            InstantSource clock,
            Duration lifetime,
            Consumer<String> onMember) {
        this.entities = entities;
        this.vault = vault;
        this.ids = ids;
        this.clock = clock;
        this.lifetime = lifetime;
        this.onMember = onMember;
    }

    @Override
    public CompletionStage<Granted> enrol(Applicant applicant) {
        return trust().thenApply(trust -> {
            JoinToken token = token(trust, applicant)
                    .filter(known -> known.isValid(clock.instant()))
                    .orElseThrow(() -> new NotAdmitted(
                            "the join token%s is unknown, has expired or was revoked; make another: berth token create"
                                    .formatted(applicant.token().isEmpty() ? "" : " " + applicant.token())));
            CertificateAuthority authority = authority(trust);
            return switch (token.role()) {
                case AGENT -> enrolAgent(applicant, trust, authority);
                case MEMBER -> enrolMember(applicant, trust, authority);
            };
        });
    }

    /** A token in Docker's form has no id: its secret is as hard to guess as any, and finds it. */
    private static Optional<JoinToken> token(Trust trust, Applicant applicant) {
        return trust.tokens().stream()
                .filter(known -> (applicant.token().isEmpty() || known.id().equals(applicant.token()))
                        && matches(known, applicant.secret()))
                .findFirst();
    }

    private Granted enrolAgent(Applicant applicant, Trust trust, CertificateAuthority authority) {
        // Nobody may choose a node's id: who could, would get the tasks and secrets of a node that exists.
        String node = applicant
                .previous()
                .flatMap(previous -> proven(previous, applicant, authority))
                .map(Holder::name)
                .orElseGet(ids);
        return granted(authority, trust, applicant.request(), new Holder(node, Role.AGENT), List.of());
    }

    /** Who still has the key of an earlier certificate is the node that it was given to. */
    private static Optional<Holder> proven(
            X509Certificate previous, Applicant applicant, CertificateAuthority authority) {
        return Holder.of(previous)
                .filter(holder -> holder.role() == Role.AGENT
                        && authority.hasSigned(previous)
                        && previous.getPublicKey().equals(CertificateAuthority.provenKey(applicant.request())));
    }

    private Granted enrolMember(Applicant applicant, Trust trust, CertificateAuthority authority) {
        boolean hasGoodHosts = !applicant.hosts().isEmpty()
                && applicant.hosts().size() <= HOSTS_MAX
                && applicant.hosts().stream().allMatch(host -> CertificateAuthority.isName(host) || host.contains(":"));
        if (!CertificateAuthority.isName(applicant.name()) || !hasGoodHosts) {
            throw new NotAdmitted(
                    "a member's name and hosts are letters, digits, dots and hyphens, got name \"%s\" and hosts %s"
                            .formatted(applicant.name(), applicant.hosts()));
        }
        Granted certificate = granted(
                authority, trust, applicant.request(), new Holder(applicant.name(), Role.MEMBER), applicant.hosts());
        onMember.accept(applicant.name());
        return new Granted(certificate.chain(), vault.dataKey(), authority.privateKey());
    }

    @Override
    public CompletionStage<Granted> renew(Holder holder, byte[] request) {
        return trust().thenApply(trust -> {
            if (holder.role() != Role.AGENT) {
                throw new NotAdmitted("members renew their certificates themselves");
            }
            return granted(authority(trust), trust, request, holder, List.of());
        });
    }

    private Granted granted(
            CertificateAuthority authority, Trust trust, byte[] request, Holder holder, List<String> hosts) {
        if (trust.isRevoked(holder.name())) {
            throw new NotAdmitted("certificates of %s are revoked".formatted(holder.name()));
        }
        try {
            List<byte[]> chain = new ArrayList<>();
            for (X509Certificate certificate : authority.sign(request, holder, hosts, clock.instant(), lifetime)) {
                chain.add(certificate.getEncoded());
            }
            LOG.info("{} has a certificate for {}", holder, lifetime);
            return new Granted(chain, new byte[0], new byte[0]);
        } catch (CertificateEncodingException | IllegalArgumentException e) {
            throw new NotAdmitted(String.valueOf(e.getMessage()));
        }
    }

    private CertificateAuthority authority(Trust trust) {
        return trust.authority()
                .map(known -> CertificateAuthority.open(known, vault))
                .orElseThrow(() -> new IllegalStateException("the cluster has no certificate authority yet"));
    }

    private static boolean matches(JoinToken token, String secret) {
        return MessageDigest.isEqual(
                token.digest().getBytes(StandardCharsets.US_ASCII),
                Pem.digest(secret.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII));
    }

    /** Whom the cluster lets in, as it is now. */
    public CompletionStage<Trust> trust() {
        return entities.describe(CLUSTER).thenApply(outcome -> switch (outcome) {
            case Outcome.Accepted(ClusterState state, var _) -> state.trust();
            case Outcome.Accepted accepted -> throw new IllegalStateException("the cluster is no cluster: " + accepted);
            case Outcome.Rejected(var rejection) -> throw new IllegalStateException(rejection.text());
            case Outcome.Unknown(var reason) -> throw new IllegalStateException(reason);
        });
    }
}
