package io.berth.node.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.domain.trust.Role;
import io.berth.link.identity.Holder;
import io.berth.link.identity.Identity;
import io.berth.link.identity.KeyRequest;
import io.berth.link.identity.LiveIdentity;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** Whom a member takes for a member: handshakes between two engines, without a network. */
class ClusterTlsTest {
    private static final int ROUNDS = 100;
    private static final int BUFFER = 1 << 16;

    private final Instant now = Instant.now();

    private final CertificateAuthority authority = CertificateAuthority.create("c1", now);
    private final ClusterTls ours = tls(member("m1", "127.0.0.1"), Set.of());

    @Test
    void membersOfOneClusterAcceptEachOther() throws Exception {
        ClusterTls other = tls(member("m2", "127.0.0.1"), Set.of());
        SSLEngine client = other.createClientSSLEngine("127.0.0.1", 7072);
        SSLEngine server = ours.createServerSSLEngine("127.0.0.1", 7072);

        shakeHands(client, server);

        assertThat(ours.verifyServerSession("127.0.0.1", server.getSession()).isEmpty())
                .isTrue();
        assertThat(other.verifyClientSession("127.0.0.1", client.getSession()).isEmpty())
                .isTrue();
    }

    @Test
    void anAgentsCertificateOpensNothingHere() throws Exception {
        ClusterTls agent = tls(identity(new Holder("n1", Role.AGENT), List.of()), Set.of());
        SSLEngine server = ours.createServerSSLEngine("127.0.0.1", 7072);

        shakeHands(agent.createClientSSLEngine("127.0.0.1", 7072), server);

        assertThat(ours.verifyServerSession("127.0.0.1", server.getSession()).get())
                .hasMessageContaining("no member's certificate");
    }

    @Test
    void anAgentCannotPlayAMember() {
        ClusterTls agent = tls(identity(new Holder("n1", Role.AGENT), List.of("127.0.0.1")), Set.of());

        assertThatThrownBy(() -> shakeHands(
                        ours.createClientSSLEngine("127.0.0.1", 7072), agent.createServerSSLEngine("127.0.0.1", 7072)))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void aRevokedMemberIsRefused() throws Exception {
        ClusterTls strict = tls(member("m1", "127.0.0.1"), Set.of("m2"));
        SSLEngine server = strict.createServerSSLEngine("127.0.0.1", 7072);

        shakeHands(tls(member("m2", "127.0.0.1"), Set.of()).createClientSSLEngine("127.0.0.1", 7072), server);

        assertThat(strict.verifyServerSession("127.0.0.1", server.getSession()).get())
                .hasMessageContaining("m2 is revoked");
    }

    @Test
    void aMemberMustHaveTheNameByWhichItIsCalled() {
        SSLEngine server = tls(member("m2", "10.0.0.2"), Set.of()).createServerSSLEngine("127.0.0.1", 7072);

        assertThatThrownBy(() -> shakeHands(ours.createClientSSLEngine("127.0.0.1", 7072), server))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void anotherClustersMemberIsAStranger() {
        CertificateAuthority other = CertificateAuthority.create("c2", now);
        KeyRequest request = KeyRequest.create();
        Identity stranger = request.identity(other.sign(
                request.request(), new Holder("m1", Role.MEMBER), List.of("127.0.0.1"), now, Duration.ofDays(1)));
        SSLEngine server = ours.createServerSSLEngine("127.0.0.1", 7072);

        assertThatThrownBy(() -> shakeHands(tls(stranger, Set.of()).createClientSSLEngine("127.0.0.1", 7072), server))
                .isInstanceOf(SSLException.class);
    }

    private Identity member(String name, String host) {
        return identity(new Holder(name, Role.MEMBER), List.of(host));
    }

    private Identity identity(Holder holder, List<String> hosts) {
        KeyRequest request = KeyRequest.create();
        return request.identity(authority.sign(request.request(), holder, hosts, now, Duration.ofDays(1)));
    }

    private static ClusterTls tls(Identity identity, Set<String> revoked) {
        return new ClusterTls(new LiveIdentity(identity), holder -> revoked.contains(holder.name()));
    }

    /** Carries bytes from one to the other until both are done. */
    private static void shakeHands(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(BUFFER);
        ByteBuffer toClient = ByteBuffer.allocate(BUFFER);
        client.beginHandshake();
        server.beginHandshake();
        for (int i = 0; i < ROUNDS && !(isDone(client) && isDone(server)); i++) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
        assertThat(isDone(client) && isDone(server))
                .as("the handshake has ended")
                .isTrue();
    }

    private static boolean isDone(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && engine.getSession().isValid()
                && !engine.getSession().getProtocol().equals("NONE");
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(ByteBuffer.allocate(0), out);
        } else {
            in.flip();
            engine.unwrap(in, ByteBuffer.allocate(BUFFER));
            in.compact();
        }
    }
}
