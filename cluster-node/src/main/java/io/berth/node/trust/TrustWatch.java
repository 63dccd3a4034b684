package io.berth.node.trust;

import io.berth.domain.trust.Revocation;
import io.berth.domain.trust.Trust;
import io.berth.link.identity.Holder;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This member's copy of whose certificates are revoked, and the renewal of its own. */
public final class TrustWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrustWatch.class);
    /** A revocation takes effect on all members within about this time. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("berth-trust").daemon().factory());
    private volatile Set<String> revoked = Set.of();

    /** Whether all certificates of that holder are revoked. */
    public boolean isRevoked(Holder holder) {
        return revoked.contains(holder.name());
    }

    /**
     * Begins to look.
     *
     * @param trust asks the cluster
     * @param onRevoked is told every name that is newly revoked
     */
    public void start(Supplier<CompletionStage<Trust>> trust, Consumer<String> onRevoked) {
        var _ = timer.scheduleWithFixedDelay(
                () -> look(trust, onRevoked), 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Supplier<CompletionStage<Trust>> trust, Consumer<String> onRevoked) {
        try {
            trust.get()
                    .toCompletableFuture()
                    .orTimeout(LOOK_EVERY.toMillis() * 10, TimeUnit.MILLISECONDS)
                    .thenAccept(seen -> {
                        Set<String> now = seen.revocations().stream()
                                .map(Revocation::name)
                                .collect(Collectors.toUnmodifiableSet());
                        Set<String> before = revoked;
                        revoked = now;
                        now.stream().filter(name -> !before.contains(name)).forEach(onRevoked);
                    })
                    .join();
        } catch (RuntimeException e) {
            LOG.debug("the cluster cannot say whose certificates are revoked; what was known counts", e);
        }
    }

    /** Calls {@code renew} whenever an identity is due for it. */
    public void renew(Supplier<java.time.Instant> dueAt, Runnable renew) {
        var _ = timer.scheduleWithFixedDelay(
                () -> {
                    if (!java.time.Instant.now().isBefore(dueAt.get())) {
                        renew.run();
                    }
                },
                LOOK_EVERY.toMillis(),
                LOOK_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
