package io.berth.node.wiring;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for one step of a member's start, and says which one has failed. */
final class Starting {
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private Starting() {}

    static <T> T await(CompletionStage<T> step, String what) throws IOException {
        try {
            return step.toCompletableFuture().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("%s took longer than %d s".formatted(what, WITHIN.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new IOException(
                    "%s failed: %s"
                            .formatted(
                                    what,
                                    Objects.requireNonNullElse(e.getCause(), e).getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + what, e);
        }
    }
}
