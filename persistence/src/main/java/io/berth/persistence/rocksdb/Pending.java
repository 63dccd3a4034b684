package io.berth.persistence.rocksdb;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** A queued mutation and the answer its caller waits for. */
final class Pending<T> {
    private final Mutation<T> mutation;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;

    Pending(Mutation<T> mutation) {
        this.mutation = mutation;
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    /** Adds the changes; false if the mutation was refused, which its caller then knows already. */
    boolean stage(Batch batch) throws RocksDBException {
        long before = batch.changes();
        try {
            mutation.stage(batch);
            return true;
        } catch (RuntimeException refused) {
            if (batch.changes() != before) {
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
