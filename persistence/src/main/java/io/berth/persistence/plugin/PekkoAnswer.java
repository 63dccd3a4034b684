package io.berth.persistence.plugin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/** Hands an answer to Pekko with its failure bare, as entities and their logs should see it. */
public final class PekkoAnswer {
    private PekkoAnswer() {}

    /** Completes as {@code answer} does. */
    public static <T> Future<T> of(CompletableFuture<? extends T> answer) {
        Promise<T> promise = Promise.apply();
        var _ = answer.whenComplete((value, failure) -> {
            if (failure == null) {
                promise.success(value);
            } else {
                promise.failure(bare(failure));
            }
        });
        return promise.future();
    }

    private static Throwable bare(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? bare(cause) : failure;
    }
}
