package io.berth.sharding.agents;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * On what terms agents are let in.
 *
 * @param admits whether a join token is valid; asked on a thread that serves connections, so it may not block
 * @param lease how long an agent may be silent before its session is ended
 * @param heartbeat how often an agent is asked to say that it lives; well below the lease
 */
public record LinkTerms(Predicate<String> admits, Duration lease, Duration heartbeat) {
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(3);
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(1);

    /** Terms with the default times. */
    public static LinkTerms admitting(Predicate<String> admits) {
        return new LinkTerms(admits, DEFAULT_LEASE, DEFAULT_HEARTBEAT);
    }
}
