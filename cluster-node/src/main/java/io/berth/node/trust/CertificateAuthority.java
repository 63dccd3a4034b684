package io.berth.node.trust;

import io.berth.domain.trust.Authority;
import io.berth.domain.trust.Role;
import io.berth.link.identity.Holder;
import io.berth.link.identity.KeyRequest;
import io.berth.link.identity.Pem;
import io.berth.node.vault.Vault;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** Signs certificates with the cluster's key. */
public final class CertificateAuthority {
    private static final Duration LIFETIME = Duration.ofDays(20 * 365);
    /** Clocks of machines differ. */
    private static final Duration BACKDATED = Duration.ofMinutes(10);

    private static final int SERIAL_BITS = 127;
    private static final String ALGORITHM = "SHA256withECDSA";

    /** What stands in a certificate's subject must not be taken for a part of it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9])?");

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final SecureRandom random = new SecureRandom();

    private CertificateAuthority(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** Makes the authority of a new cluster. */
    public static CertificateAuthority create(String clusterId, Instant now) {
        KeyPair keys = KeyRequest.create().keys();
        X500Principal name = new X500Principal("CN=Berth cluster authority,O=" + clusterId);
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now.minus(BACKDATED)),
                    Date.from(now.plus(LIFETIME)),
                    name,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new CertificateAuthority(keys.getPrivate(), signed(builder, keys.getPrivate()));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate authority cannot be made: " + e.getMessage(), e);
        }
    }

    /** Opens what {@link #sealed} has closed. */
    public static CertificateAuthority open(Authority authority, Vault vault) {
        try {
            return new CertificateAuthority(
                    Pem.key(vault.open(authority.key())),
                    Pem.certificates(authority.certificate()).getFirst());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate authority cannot be opened: " + e.getMessage(), e);
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The key with which it signs, for another member. */
    byte[] privateKey() {
        return key.getEncoded();
    }

    /** The form in which it is recorded. */
    public Authority sealed(Vault vault) {
        try {
            return new Authority(Pem.write(certificate), vault.seal(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate authority cannot be sealed: " + e.getMessage(), e);
        }
    }

    /**
     * Signs a certificate for the key of a request.
     *
     * @param request PKCS #10, of which only the key counts
     * @param hosts by which the holder is reached; empty for an agent
     * @throws IllegalArgumentException if the request does not prove that its key is held
     */
    public List<X509Certificate> sign(
            byte[] request, Holder holder, List<String> hosts, Instant now, Duration lifetime) {
        if (!isName(holder.name())) {
            throw new IllegalArgumentException(
                    "a name in a certificate is of letters, digits, dots and hyphens, got \"%s\""
                            .formatted(holder.name()));
        }
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    certificate.getSubjectX500Principal(),
                    new BigInteger(SERIAL_BITS, random),
                    Date.from(now.minus(BACKDATED)),
                    Date.from(now.plus(lifetime)),
                    new X500Principal(
                            "CN=%s,OU=%s".formatted(holder.name(), holder.role().word())),
                    provenKey(request));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, true, usage(holder.role()));
            if (!hosts.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
            }
            return List.of(signed(builder, key), certificate);
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalArgumentException("no certificate can be made of the request: " + e.getMessage(), e);
        }
    }

    /** The key of a request, whose signature shows that the sender holds it. */
    static PublicKey provenKey(byte[] request) {
        try {
            JcaPKCS10CertificationRequest read = new JcaPKCS10CertificationRequest(request);
            PublicKey asked = read.getPublicKey();
            if (!read.isSignatureValid(new JcaContentVerifierProviderBuilder().build(asked))) {
                throw new IllegalArgumentException("the certificate request is not signed with its own key");
            }
            return asked;
        } catch (IOException | PKCSException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate request cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether this authority has signed it; it may have expired. */
    boolean hasSigned(X509Certificate other) {
        try {
            other.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Only members may be taken for servers. */
    private static ExtendedKeyUsage usage(Role role) {
        return switch (role) {
            case AGENT -> new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth);
            case MEMBER ->
                new ExtendedKeyUsage(new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth});
        };
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(hosts.stream()
                .map(host -> new GeneralName(isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(ALGORITHM).build(key)));
    }
}
