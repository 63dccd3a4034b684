package io.berth.link.identity;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A fresh key, and the request for a certificate of it, which proves that the key is held.
 *
 * @param keys stay here
 * @param request goes to a member
 */
@SuppressWarnings("ArrayRecordComponent") // keys are bytes, and nobody compares these
public record KeyRequest(KeyPair keys, byte[] request) {
    /** For a new key. */
    public static KeyRequest create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return of(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks P-256", e);
        }
    }

    /** For the key of an identity that has expired, which proves that it is the same machine. */
    public static KeyRequest again(Identity identity) {
        return of(new KeyPair(identity.certificate().getPublicKey(), identity.key()));
    }

    private static KeyRequest of(KeyPair keys) {
        try {
            // The member decides what the certificate says; the request only carries the key.
            byte[] request = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=berth"), keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
            return new KeyRequest(keys, request);
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a certificate request cannot be made: " + e.getMessage(), e);
        }
    }

    /** With the certificate that was asked for. */
    public Identity identity(List<X509Certificate> chain) {
        if (!chain.getFirst().getPublicKey().equals(keys.getPublic())) {
            throw new IllegalArgumentException("the member has sent a certificate of another key");
        }
        return new Identity(keys.getPrivate(), chain);
    }

    @Override
    public String toString() {
        return "KeyRequest[" + keys.getPublic().getAlgorithm() + "]";
    }
}
