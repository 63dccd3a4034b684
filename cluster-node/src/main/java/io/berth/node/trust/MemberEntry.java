package io.berth.node.trust;

import io.berth.domain.trust.Authority;
import io.berth.domain.trust.TokenText;
import io.berth.link.identity.Enrolment;
import io.berth.link.identity.Pem;
import io.berth.node.config.HostAndPort;
import io.berth.node.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a member becomes part of a cluster: the first one creates it, others are let in with a token, and all go on with
 * what is in their folder.
 *
 * @param dataDir the member's folder
 * @param name of the member
 * @param hosts by which it is reached
 * @param lifetime of its certificates
 * @param clock for the times in them
 */
public record MemberEntry(Path dataDir, String name, List<String> hosts, Duration lifetime, InstantSource clock) {
    /** Whether this member has been part of a cluster. */
    public boolean isKnown() throws IOException {
        return file().read().isPresent();
    }

    /** Goes on as the member that the folder says. */
    public MemberTrust goOn() throws IOException {
        Authority authority =
                file().read().orElseThrow(() -> new IOException(dataDir + " is not the folder of a member"));
        return trust(Vault.open(keys()), authority);
    }

    /** Makes the authority of a new cluster. */
    public MemberTrust create(Supplier<String> ids) throws IOException {
        Vault vault = Vault.open(keys());
        Authority authority =
                CertificateAuthority.create(ids.get(), clock.instant()).sealed(vault);
        file().write(authority);
        return trust(vault, authority);
    }

    /**
     * Trades a token for the keys of the cluster, at the first member that answers.
     *
     * @param members their links
     */
    public MemberTrust join(List<HostAndPort> members, String token) throws IOException {
        TokenText text = TokenText.parse(token)
                .orElseThrow(() -> new IOException(
                        "this is no join token; make one on a member with: berth token create --role member"));
        Enrolment.Newcomer newcomer = new Enrolment.Newcomer(name, hosts, Optional.empty());
        IOException last = new IOException("no member is known");
        for (HostAndPort member : members) {
            try {
                return adopt(Enrolment.enrol(member.host(), member.port(), text, newcomer));
            } catch (Enrolment.Refused e) {
                throw e;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException("no member lets this one in; the last answer: " + last.getMessage(), last);
    }

    private MemberTrust adopt(Enrolment enrolment) throws IOException {
        if (enrolment.authorityKey().length == 0) {
            throw new IOException("the token is for agents; make one with: berth token create --role member");
        }
        Vault vault = Vault.adopt(keys(), enrolment.dataKey());
        try {
            Authority authority =
                    new Authority(Pem.write(enrolment.identity().authority()), vault.seal(enrolment.authorityKey()));
            file().write(authority);
            return trust(vault, authority);
        } catch (GeneralSecurityException e) {
            throw new IOException("the authority's certificate cannot be kept: " + e.getMessage(), e);
        }
    }

    private MemberTrust trust(Vault vault, Authority authority) {
        return new MemberTrust(vault, authority, name, hosts, lifetime, clock);
    }

    private Path keys() {
        return dataDir.resolve("keys");
    }

    private AuthorityFile file() {
        return new AuthorityFile(keys().resolve("authority"));
    }
}
