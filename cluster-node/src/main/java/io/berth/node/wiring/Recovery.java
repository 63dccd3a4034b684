package io.berth.node.wiring;

import io.berth.sharding.entity.Entities;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes every entity of the journal once and waits until it has recovered: only then does a list of this member show
 * everything. Remembered entities come back by themselves; this is how one knows that they all have.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /** Recoveries under way at once; the journal reads with few threads, so more would only wait there. */
    private static final int AT_ONCE = 200;

    private final AtomicLong recovered = new AtomicLong();
    private volatile Optional<String> missing = Optional.of("starting: entities are being recovered");

    /** Completes when every entity has recovered. */
    CompletionStage<Done> start(ActorSystem<?> system, EventLog log, Entities entities) {
        return log.entities()
                .mapAsyncUnordered(AT_ONCE, entities::describe)
                .map(outcome -> recovered.incrementAndGet())
                .runWith(Sink.ignore(), system)
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        missing = Optional.empty();
                        LOG.info("recovered={} entities", recovered.get());
                    } else {
                        missing = Optional.of("recovery failed: " + failure.getMessage());
                        LOG.error("recovery failed after {} entities", recovered.get(), failure);
                    }
                });
    }

    /** What is not there yet, for a reader; empty when all is. */
    Optional<String> missing() {
        return missing;
    }
}
