package io.berth.link.identity;

import io.berth.domain.trust.Role;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Whom a certificate names.
 *
 * @param name a node's id or a member's name
 * @param role what its holder may be
 */
public record Holder(String name, Role role) {
    /** The holder, if the certificate is one of ours. */
    public static Optional<Holder> of(X509Certificate certificate) {
        try {
            LdapName subject =
                    new LdapName(certificate.getSubjectX500Principal().getName());
            String unit = part(subject, "OU");
            String name = part(subject, "CN");
            return Arrays.stream(Role.values())
                    .filter(role -> role.word().equals(unit) && !name.isEmpty())
                    .findFirst()
                    .map(role -> new Holder(name, role));
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private static String part(LdapName subject, String type) {
        return subject.getRdns().stream()
                .filter(rdn -> rdn.getType().equalsIgnoreCase(type))
                .map(Rdn::getValue)
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }
}
