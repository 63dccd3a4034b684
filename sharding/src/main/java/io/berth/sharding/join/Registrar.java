package io.berth.sharding.join;

import io.berth.link.identity.Holder;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Decides who gets a certificate. Called from threads that serve connections, so no method may block. */
public interface Registrar {
    /** Trades a token for a certificate; fails with {@link NotAdmitted}. */
    CompletionStage<Granted> enrol(Applicant applicant);

    /** A newer certificate for the holder of one; fails with {@link NotAdmitted}. */
    CompletionStage<Granted> renew(Holder holder, byte[] request);

    /**
     * Who wants to join.
     *
     * @param token its id
     * @param secret of the token
     * @param request for a certificate, PKCS #10
     * @param name that a member wants to have
     * @param hosts by which a member is reached
     * @param previous certificate of an agent that had one
     */
    @SuppressWarnings("ArrayRecordComponent") // keys are bytes, and nobody compares these
    record Applicant(
            String token,
            String secret,
            byte[] request,
            String name,
            List<String> hosts,
            Optional<X509Certificate> previous) {
        public Applicant {
            hosts = List.copyOf(hosts);
        }

        @Override
        public String toString() {
            return "Applicant[token=%s, name=%s, hosts=%s]".formatted(token, name, hosts);
        }
    }

    /**
     * A certificate.
     *
     * @param chain it, and the authority's
     * @param dataKey for a member; empty for an agent
     * @param authorityKey for a member; empty for an agent
     */
    @SuppressWarnings("ArrayRecordComponent") // keys are bytes, and nobody compares these
    record Granted(List<byte[]> chain, byte[] dataKey, byte[] authorityKey) {
        @Override
        public String toString() {
            return "Granted[" + chain.size() + " certificates]";
        }
    }

    /** The answer is no; the text is for the newcomer's eyes. */
    final class NotAdmitted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotAdmitted(String message) {
            super(message);
        }
    }
}
