package io.berth.persistence.cassandra;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written apart for a log. Each is noted before it is written, and the note is taken back once the log says that
 * it is there. So what a crash leaves behind is found by a later owner, and can be removed: a write that would make use of
 * it belongs to an older epoch and cannot come any more.
 */
final class LooseChunks {
    private static final Logger LOG = LoggerFactory.getLogger(LooseChunks.class);

    private final String log;
    private final HintTable hints;
    private final ChunkTable chunks;
    private final RowQueries rows;
    private final Executor threads;
    private long sweptBefore;

    LooseChunks(String log, HintTable hints, ChunkTable chunks, RowQueries rows, Executor threads) {
        this.log = log;
        this.hints = hints;
        this.chunks = chunks;
        this.rows = rows;
        this.threads = threads;
    }

    /**
     * A body that is written, and the row that shall refer to it.
     *
     * @param epoch the only one in which the row may be written
     */
    record Kept(Body body, Owner owner, long epoch) {}

    /** The row to which a body belongs. */
    record Owner(UUID id, RowKind kind, long sequence, String entity) {
        String text() {
            return id + " " + kind + " " + sequence + " " + entity;
        }

        static Owner of(String text) {
            String[] words = text.split(" ", 4);
            return new Owner(UUID.fromString(words[0]), RowKind.valueOf(words[1]), Long.parseLong(words[2]), words[3]);
        }
    }

    /** Writes bytes apart for a row that is to be written in an epoch. */
    Kept write(byte[] bytes, RowKind kind, String entity, long sequence, long epoch) {
        Owner owner = new Owner(UUID.randomUUID(), kind, sequence, entity);
        hints.noteLoose(log, owner.text(), bytes.length, epoch);
        return new Kept(chunks.write(owner.id(), bytes), owner, epoch);
    }

    /** Clears up once it is known what became of the rows; answers as {@code written} does. */
    <T> CompletableFuture<T> settle(CompletableFuture<T> written, List<Kept> kept) {
        var _ = written.whenCompleteAsync(
                (_, failure) -> {
                    if (!(failure instanceof OutcomeUnknown)) {
                        kept.forEach(each -> tidy(each, failure != null));
                    }
                },
                threads);
        return written;
    }

    private void tidy(Kept kept, boolean isUnused) {
        try {
            if (isUnused) {
                chunks.delete(kept.body());
            }
            hints.forgetLoose(log, kept.owner().text(), kept.body().length());
        } catch (JournalUnavailable failure) {
            LOG.debug("{} is left to the next owner of {}: {}", kept, log, failure.getMessage());
        }
    }

    /** Removes what earlier owners have left behind, once in each epoch; {@code buckets} says where an entity may be. */
    void sweep(long epoch, Function<String, List<Integer>> buckets) {
        synchronized (this) {
            if (sweptBefore >= epoch) {
                return;
            }
            sweptBefore = epoch;
        }
        threads.execute(() -> {
            try {
                hints.loose(log).stream().filter(hint -> hint.base() < epoch).forEach(hint -> sweep(hint, buckets));
            } catch (JournalUnavailable failure) {
                LOG.debug("what is loose of {} is left to the next owner: {}", log, failure.getMessage());
            }
        });
    }

    private void sweep(HintTable.Hint hint, Function<String, List<Integer>> buckets) {
        Owner owner = Owner.of(hint.name());
        boolean isUsed = buckets.apply(owner.entity()).stream()
                .map(bucket ->
                        rows.range(log, bucket, owner.kind(), owner.entity(), owner.sequence(), owner.sequence(), 1))
                .flatMap(List::stream)
                .anyMatch(row -> row.body().apart().equals(Optional.of(owner.id())));
        if (!isUsed) {
            LOG.info("removing {} bytes that were written apart for {} and never used", hint.bucket(), owner);
            chunks.delete(owner.id(), hint.bucket());
        }
        hints.forgetLoose(log, hint.name(), hint.bucket());
    }
}
