package io.berth.http.docker;

import io.berth.domain.trust.Authority;
import io.berth.domain.trust.Trust;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** The certificate authority as Swarm's clients read it; it has signed every node's certificate. */
final class TlsInfo {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private TlsInfo() {}

    static GoObject of(Trust trust) {
        return trust.authority().map(TlsInfo::of).orElseGet(GoObject::of);
    }

    private static GoObject of(Authority authority) {
        GoObject json = GoObject.of("TrustRoot", authority.certificate());
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(authority.certificate().getBytes(StandardCharsets.US_ASCII)));
            return json.put(
                            "CertIssuerSubject",
                            BASE64.encodeToString(
                                    certificate.getSubjectX500Principal().getEncoded()))
                    .put(
                            "CertIssuerPublicKey",
                            BASE64.encodeToString(certificate.getPublicKey().getEncoded()));
        } catch (CertificateException e) {
            throw new IllegalStateException("the authority's certificate cannot be read", e);
        }
    }
}
