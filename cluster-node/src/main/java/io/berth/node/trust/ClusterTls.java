package io.berth.node.trust;

import io.berth.domain.trust.Role;
import io.berth.link.identity.Holder;
import io.berth.link.identity.LiveIdentity;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import scala.Option;

/** TLS between members: both sides show a member's certificate, and the one that is called has the name it is called by. */
public final class ClusterTls implements SSLEngineProvider {
    private static final String TLS = "TLSv1.3";

    private final SSLContext context;
    private final Predicate<Holder> isRevoked;

    public ClusterTls(LiveIdentity identity, Predicate<Holder> isRevoked) {
        this.context = identity.context();
        this.isRevoked = isRevoked;
    }

    @Override
    public SSLEngine createServerSSLEngine(String hostname, int port) {
        SSLEngine engine = context.createSSLEngine(hostname, port);
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {TLS});
        engine.setNeedClientAuth(true);
        return engine;
    }

    @Override
    public SSLEngine createClientSSLEngine(String hostname, int port) {
        SSLEngine engine = context.createSSLEngine(hostname, port);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {TLS});
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
        return verdict(hostname, session);
    }

    @Override
    public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
        return verdict(hostname, session);
    }

    /** The authority signs for agents too: they are nobody here. */
    private Option<Throwable> verdict(String hostname, SSLSession session) {
        Optional<Holder> peer = peer(session);
        if (peer.filter(holder -> holder.role() == Role.MEMBER).isEmpty()) {
            return refused("%s has shown no member's certificate but %s".formatted(hostname, peer));
        }
        return peer.filter(isRevoked).isPresent()
                ? refused("the certificate of member %s is revoked"
                        .formatted(peer.get().name()))
                : Option.empty();
    }

    private static Option<Throwable> refused(String text) {
        return Option.apply(new SecurityException("refused a connection between members: " + text));
    }

    private static Optional<Holder> peer(SSLSession session) {
        try {
            Certificate shown = session.getPeerCertificates()[0];
            return shown instanceof X509Certificate certificate ? Holder.of(certificate) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
