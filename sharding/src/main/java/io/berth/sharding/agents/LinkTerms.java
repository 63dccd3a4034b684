package io.berth.sharding.agents;

import io.berth.domain.fleet.NodeId;
import io.berth.sharding.join.Callers;
import java.time.Duration;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * On what terms agents are let in.
 *
 * @param admits whether an agent may serve a node with the token that it shows; asked on a thread that serves
 *     connections, so it may not block
 * @param lease how long an agent may be silent before its session is ended
 * @param heartbeat how often an agent is asked to say that it lives; well below the lease
 */
public record LinkTerms(BiPredicate<NodeId, String> admits, Duration lease, Duration heartbeat) {
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(3);
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(1);

    /** An agent serves the node that its certificate names, and no other; see {@link Callers}. */
    public static LinkTerms certified() {
        return new LinkTerms((node, token) -> Callers.isAgentOf(node), DEFAULT_LEASE, DEFAULT_HEARTBEAT);
    }

    /** Whoever shows a token may serve any node: for links without TLS, in one process. */
    public static LinkTerms admitting(Predicate<String> admits) {
        return admitting(admits, DEFAULT_LEASE, DEFAULT_HEARTBEAT);
    }

    /** As {@link #admitting(Predicate)}, with other times. */
    public static LinkTerms admitting(Predicate<String> admits, Duration lease, Duration heartbeat) {
        return new LinkTerms((node, token) -> admits.test(token), lease, heartbeat);
    }
}
