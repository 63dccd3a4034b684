package io.berth.sharding.join;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.trust.Role;
import io.berth.link.identity.Holder;
import io.berth.link.proto.JoinGrpc;
import io.berth.link.proto.MembersGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows who calls by the certificate that was shown, and turns away whoever has none, or one that counts no more. */
public final class Callers implements ServerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
    private static final Context.Key<Holder> HOLDER = Context.key("berth-holder");
    private static final String NEEDS_NO_CERTIFICATE = JoinGrpc.getEnrolMethod().getFullMethodName();

    /** Members ask each other before they are a cluster. */
    private static final String MEMBERS = MembersGrpc.SERVICE_NAME;

    private final Predicate<Holder> isRevoked;
    private final Supplier<Optional<String>> notOpen;

    /**
     * @param isRevoked asked at every call; may not block
     * @param notOpen why agents cannot be served yet, and newcomers not let in; empty if they can
     */
    public Callers(Predicate<Holder> isRevoked, Supplier<Optional<String>> notOpen) {
        this.isRevoked = isRevoked;
        this.notOpen = notOpen;
    }

    /** Who makes the present call; empty for one that has shown no certificate. */
    public static Optional<Holder> present() {
        return Optional.ofNullable(HOLDER.get());
    }

    /** Whether the present call is made by the agent of that node. */
    public static boolean isAgentOf(NodeId node) {
        return present().filter(new Holder(node.value(), Role.AGENT)::equals).isPresent();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Optional<String> closed = notOpen.get();
        if (closed.isPresent() && !MEMBERS.equals(call.getMethodDescriptor().getServiceName())) {
            return refuse(call, Status.UNAVAILABLE.withDescription(closed.get()));
        }
        if (call.getMethodDescriptor().getFullMethodName().equals(NEEDS_NO_CERTIFICATE)) {
            return next.startCall(call, headers);
        }
        Optional<Holder> holder = holder(call);
        if (holder.isEmpty()) {
            return refuse(
                    call,
                    Status.UNAUTHENTICATED.withDescription(
                            "this call needs a valid certificate of this cluster: join it with a token"));
        }
        if (isRevoked.test(holder.get())) {
            LOG.warn("refused: certificate of {} is revoked", holder.get());
            return refuse(
                    call,
                    Status.PERMISSION_DENIED.withDescription("certificates of %s are revoked"
                            .formatted(holder.get().name())));
        }
        return Contexts.interceptCall(Context.current().withValue(HOLDER, holder.get()), call, headers, next);
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Status why) {
        call.close(why, new Metadata());
        return new ServerCall.Listener<>() {};
    }

    /** TLS has checked who signed it; a connection may outlive its certificate. */
    private static Optional<Holder> holder(ServerCall<?, ?> call) {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return Optional.empty();
        }
        try {
            X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
            certificate.checkValidity();
            return Holder.of(certificate);
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            LOG.debug("a caller has no valid certificate", e);
            return Optional.empty();
        }
    }
}
