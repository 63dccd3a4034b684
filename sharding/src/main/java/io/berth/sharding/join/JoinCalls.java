package io.berth.sharding.join;

import com.google.protobuf.ByteString;
import io.berth.link.identity.Pem;
import io.berth.link.proto.JoinGrpc;
import io.berth.link.proto.WireJoin;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls by which machines get their certificates. */
public final class JoinCalls extends JoinGrpc.JoinImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(JoinCalls.class);

    private final Registrar registrar;

    public JoinCalls(Registrar registrar) {
        this.registrar = registrar;
    }

    @Override
    public void enrol(WireJoin.EnrolRequest request, StreamObserver<WireJoin.Enrolled> answer) {
        Registrar.Applicant applicant;
        try {
            applicant = new Registrar.Applicant(
                    request.getTokenId(),
                    request.getSecret(),
                    request.getCertificateRequest().toByteArray(),
                    request.getName(),
                    request.getHostsList().stream().toList(),
                    previous(request.getPrevious()));
        } catch (CertificateException e) {
            answer.onError(Status.INVALID_ARGUMENT
                    .withDescription("the previous certificate cannot be read")
                    .asRuntimeException());
            return;
        }
        registrar.enrol(applicant).whenComplete((granted, error) -> {
            if (error != null) {
                LOG.warn("{} was not admitted: {}", applicant, cause(error).getMessage());
            }
            answer(granted, error, answer);
        });
    }

    private static Optional<X509Certificate> previous(ByteString encoded) throws CertificateException {
        return encoded.isEmpty()
                ? Optional.empty()
                : Optional.of(Pem.certificates(List.of(encoded.toByteArray())).getFirst());
    }

    @Override
    public void renew(WireJoin.RenewRequest request, StreamObserver<WireJoin.Enrolled> answer) {
        registrar
                .renew(
                        Callers.present().orElseThrow(),
                        request.getCertificateRequest().toByteArray())
                .whenComplete((granted, error) -> answer(granted, error, answer));
    }

    private static void answer(
            Registrar.@Nullable Granted granted, @Nullable Throwable error, StreamObserver<WireJoin.Enrolled> answer) {
        if (granted != null) {
            answer.onNext(WireJoin.Enrolled.newBuilder()
                    .addAllChain(
                            granted.chain().stream().map(ByteString::copyFrom).toList())
                    .setDataKey(ByteString.copyFrom(granted.dataKey()))
                    .setAuthorityKey(ByteString.copyFrom(granted.authorityKey()))
                    .build());
            answer.onCompleted();
            return;
        }
        Throwable cause = cause(error == null ? new IllegalStateException("no answer") : error);
        Status status = cause instanceof Registrar.NotAdmitted ? Status.PERMISSION_DENIED : Status.UNAVAILABLE;
        answer.onError(
                status.withDescription(String.valueOf(cause.getMessage())).asRuntimeException());
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
