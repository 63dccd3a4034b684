package io.berth.link.identity;

import com.google.protobuf.ByteString;
import io.berth.domain.trust.TokenText;
import io.berth.link.proto.JoinGrpc;
import io.berth.link.proto.WireJoin;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What came of a request for a certificate.
 *
 * @param identity to use from now on
 * @param dataKey for a member, what opens the journal's sealed values; empty for an agent
 * @param authorityKey for a member, with which the authority signs; empty for an agent
 */
@SuppressWarnings("ArrayRecordComponent") // keys are bytes, and nobody compares these
public record Enrolment(Identity identity, byte[] dataKey, byte[] authorityKey) {
    private static final long ANSWER_WITHIN_SECONDS = 30;

    /**
     * Who wants to join.
     *
     * @param name what a member is to be called
     * @param hosts by which a member is reached
     * @param previous identity that has expired, if there was one
     */
    public record Newcomer(String name, List<String> hosts, Optional<Identity> previous) {}

    /** A member has said no, and would say it again. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Trades a token for an identity at one member.
     *
     * @throws Refused if the member does not accept the token
     * @throws IOException if the member cannot be reached, or is of another cluster than the token
     */
    public static Enrolment enrol(String host, int port, TokenText token, Newcomer newcomer) throws IOException {
        KeyRequest request = newcomer.previous().map(KeyRequest::again).orElseGet(KeyRequest::create);
        WireJoin.EnrolRequest.Builder message = WireJoin.EnrolRequest.newBuilder()
                .setTokenId(token.id())
                .setSecret(token.secret())
                .setCertificateRequest(ByteString.copyFrom(request.request()))
                .setName(newcomer.name())
                .addAllHosts(newcomer.hosts());
        if (newcomer.previous().isPresent()) {
            message.setPrevious(encoded(newcomer.previous().get()));
        }
        ManagedChannel channel = LinkTls.pinned(token.pin())
                .apply(NettyChannelBuilder.forAddress(host, port))
                .build();
        try {
            return received(request, stub(channel).enrol(message.build()));
        } catch (StatusRuntimeException e) {
            throw failure("%s:%d".formatted(host, port), e);
        } finally {
            channel.shutdownNow();
        }
    }

    /** Trades an identity for a newer one, over a channel that shows it. */
    public static Identity renew(Channel channel) throws IOException {
        KeyRequest request = KeyRequest.create();
        try {
            return received(
                            request,
                            stub(channel)
                                    .renew(WireJoin.RenewRequest.newBuilder()
                                            .setCertificateRequest(ByteString.copyFrom(request.request()))
                                            .build()))
                    .identity();
        } catch (StatusRuntimeException e) {
            throw failure("the member", e);
        }
    }

    private static JoinGrpc.JoinBlockingStub stub(Channel channel) {
        return JoinGrpc.newBlockingStub(channel).withDeadlineAfter(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    private static Enrolment received(KeyRequest request, WireJoin.Enrolled answer) throws IOException {
        try {
            List<byte[]> chain =
                    answer.getChainList().stream().map(ByteString::toByteArray).toList();
            return new Enrolment(
                    request.identity(Pem.certificates(chain)),
                    answer.getDataKey().toByteArray(),
                    answer.getAuthorityKey().toByteArray());
        } catch (CertificateException | IllegalArgumentException e) {
            throw new IOException("the member's answer is no certificate: " + e.getMessage(), e);
        }
    }

    private static ByteString encoded(Identity identity) throws IOException {
        try {
            return ByteString.copyFrom(identity.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IOException("the present certificate cannot be sent: " + e.getMessage(), e);
        }
    }

    private static IOException failure(String member, StatusRuntimeException e) {
        Status status = e.getStatus();
        String text = Optional.ofNullable(status.getDescription())
                .orElseGet(() -> status.getCode().name());
        Throwable cause = e.getCause();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (status.getCode() == Status.Code.PERMISSION_DENIED) {
            return new Refused(text, e);
        }
        return new IOException("%s: %s".formatted(member, cause == null ? text : text + ": " + cause.getMessage()), e);
    }

    @Override
    public String toString() {
        return "Enrolment[" + identity + "]";
    }
}
