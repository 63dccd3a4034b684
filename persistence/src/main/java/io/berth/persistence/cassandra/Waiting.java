package io.berth.persistence.cassandra;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for an answer on a virtual thread. */
final class Waiting {
    private Waiting() {}

    /** The answer, or the bare failure if it is one. */
    static <T> T on(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
