package io.berth.persistence.cassandra;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A queued mutation and the answer its caller waits for. */
final class Pending<T> {
    private final Mutation<T> mutation;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final long since = System.nanoTime();
    private final Deadline deadline;
    private @Nullable T result;

    Pending(Mutation<T> mutation, Deadline deadline) {
        this.mutation = mutation;
        this.deadline = deadline;
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    Deadline deadline() {
        return deadline;
    }

    long weight() {
        return mutation.weight();
    }

    /** Whether it asks that the log be owned. */
    boolean isCheck() {
        return mutation instanceof EpochQuestion question && question.isTaking();
    }

    boolean isOlderThan(long nanos) {
        return since - nanos <= 0;
    }

    /** Adds the changes; false if the mutation was refused, which its caller then knows already. */
    boolean stage(Staging staging) {
        int before = staging.size();
        try {
            mutation.stage(staging);
            return true;
        } catch (RuntimeException refused) {
            if (staging.size() != before) {
                throw refused;
            }
            answer.completeExceptionally(refused);
            return false;
        }
    }

    void commit() {
        result = mutation.committed();
    }

    void complete() {
        answer.complete(Objects.requireNonNull(result));
    }

    void fail(Throwable cause) {
        answer.completeExceptionally(cause);
    }
}
