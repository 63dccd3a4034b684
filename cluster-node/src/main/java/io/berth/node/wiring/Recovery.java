package io.berth.node.wiring;

import io.berth.domain.entity.EntityRef;
import io.berth.sharding.directory.Listings;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits after the start until lists are complete. Remembered entities come back by themselves; this tells when all have. */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Listings listings;
    private volatile Optional<String> missing = Optional.of("starting: entities are being recovered");

    Recovery(Listings listings) {
        this.listings = listings;
    }

    /** Completes when a list of each kind has been complete once. */
    CompletionStage<Void> start() {
        return next(new ArrayDeque<>(Arrays.asList(EntityRef.Kind.values())));
    }

    private CompletionStage<Void> next(Queue<EntityRef.Kind> kinds) {
        EntityRef.Kind kind = kinds.peek();
        if (kind == null) {
            missing = Optional.empty();
            LOG.info("all entities have recovered");
            return CompletableFuture.completedStage(null);
        }
        return listings.list(kind).thenComposeAsync(listed -> {
            if (listed.missing().isEmpty()) {
                kinds.remove();
            } else {
                missing = listed.missing().map(text -> "starting: " + text);
            }
            return next(kinds);
        });
    }

    /** What is not there yet, for a reader; empty when all is. */
    Optional<String> missing() {
        return missing;
    }
}
