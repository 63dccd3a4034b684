package io.berth.link.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Who an agent or a member is, and the proof of it.
 *
 * @param key that only the holder has
 * @param chain its certificate, and the authority's
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
    public Identity {
        chain = List.copyOf(chain);
        if (chain.size() < 2 || Holder.of(chain.getFirst()).isEmpty()) {
            throw new IllegalArgumentException(
                    "an identity is a certificate for an agent or a member, and the authority's; got %d certificates"
                            .formatted(chain.size()));
        }
    }

    public Holder holder() {
        return Holder.of(certificate()).orElseThrow();
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    public X509Certificate authority() {
        return chain.getLast();
    }

    /** From when on it should be replaced: two thirds of its life are over. */
    public Instant renewAt() {
        Instant begin = certificate().getNotBefore().toInstant();
        Duration life = Duration.between(begin, certificate().getNotAfter().toInstant());
        return begin.plus(life.multipliedBy(2).dividedBy(3));
    }

    @Override
    public String toString() {
        return "Identity[%s, until %s]"
                .formatted(holder(), certificate().getNotAfter().toInstant());
    }
}
