package io.berth.link.identity;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** An identity that is replaced while it is in use: every new connection shows the newest. The authority stays. */
public final class LiveIdentity {
    private static final String ALIAS = "berth";

    private final OneKey keys = new OneKey();
    private final TrustManager trust;
    private volatile Identity present;

    public LiveIdentity(Identity first) {
        this.present = first;
        try {
            this.trust = trusting(first.authority());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the authority's certificate cannot be used: " + e.getMessage(), e);
        }
    }

    public Identity get() {
        return present;
    }

    /** Shows another certificate of the same authority from now on. */
    public void replace(Identity newer) {
        if (!newer.authority().equals(present.authority())) {
            throw new IllegalArgumentException("a renewed identity must be of the same authority");
        }
        present = newer;
    }

    /** Shows the present identity. */
    public X509ExtendedKeyManager keys() {
        return keys;
    }

    /** Trusts certificates of the authority, and no others. */
    public TrustManager trust() {
        return trust;
    }

    /** TLS with these keys and this trust. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new javax.net.ssl.KeyManager[] {keys}, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks TLS 1.3", e);
        }
    }

    static TrustManager trusting(X509Certificate authority) throws GeneralSecurityException {
        try {
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            anchors.setCertificateEntry(ALIAS, authority);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(anchors);
            return factory.getTrustManagers()[0];
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException("an empty key store cannot be made", e);
        }
    }

    /** There is one key; whoever asks gets it. */
    private final class OneKey extends X509ExtendedKeyManager {
        @Override
        public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return ALIAS;
        }

        @Override
        public String chooseEngineClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return isOurs(type) ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return isOurs(type) ? ALIAS : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return present.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return present.key();
        }

        private static boolean isOurs(String type) {
            return type.startsWith("EC");
        }
    }
}
