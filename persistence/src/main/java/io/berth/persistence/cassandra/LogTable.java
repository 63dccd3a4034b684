package io.berth.persistence.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The table of logs: conditional writes of whole batches. */
final class LogTable {
    private final Cql cql;
    private final PreparedStatement advance;
    private final PreparedStatement open;
    private final PreparedStatement raise;
    private final PreparedStatement clean;
    private final PreparedStatement putInline;
    private final PreparedStatement putApart;
    private final PreparedStatement putEither;
    private final PreparedStatement deleteTo;
    private final PreparedStatement delete;
    private final PreparedStatement fence;
    private final PreparedStatement owner;

    LogTable(Cql cql) {
        this.cql = cql;
        this.advance = cql.prepare("UPDATE %s.log SET revision = ?, tail = ?, weight = ?, closed = ?"
                + " WHERE log = ? AND bucket = ? IF epoch = ? AND holder = ? AND revision = ? AND closed = false");
        this.open = cql.prepare("UPDATE %s.log SET epoch = ?, holder = ?, revision = ?, base = ?, tail = ?, weight = ?,"
                + " closed = false WHERE log = ? AND bucket = ? IF epoch = null");
        this.raise = cql.prepare("UPDATE %s.log SET epoch = ?, holder = ? WHERE log = ? AND bucket = ?"
                + " IF epoch = ? AND holder = ? AND closed = false");
        this.clean = cql.prepare("UPDATE %s.log SET closed = true WHERE log = ? AND bucket = ? IF closed = true");
        String columns = "INSERT INTO %s.log (log, bucket, kind, name, sequence, place, written, length, ";
        this.putInline = cql.prepare(columns + "body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.putApart = cql.prepare(columns + "apart) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.putEither = cql.prepare(columns + "body, apart) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        String deletion = "DELETE FROM %s.log WHERE log = ? AND bucket = ? AND kind = ? AND name = ? AND sequence ";
        this.deleteTo = cql.prepare(deletion + "<= ?");
        this.delete = cql.prepare(deletion + "= ?");
        this.fence = cql.prepare("SELECT epoch, holder, revision, base, tail, weight, closed FROM %s.log"
                + " WHERE log = ? AND bucket = ? LIMIT 1");
        this.owner = cql.prepare("SELECT place FROM %s.log WHERE log = ? AND bucket = ? AND kind = "
                + RowKind.OWNER.number() + " AND name = '' AND sequence = ?");
    }

    Cql cql() {
        return cql;
    }

    /** The answer to a conditional write: the fence in the way, if the answer tells of one. */
    record Verdict(boolean isApplied, Optional<Standing> standing) {
        /** What a refusal says of the fence. */
        record Standing(long epoch, UUID holder, long revision) {
            boolean isOf(Fence fence) {
                return epoch == fence.epoch() && holder.equals(fence.holder());
            }
        }
    }

    /** Makes the changes if {@code now} is still the bucket's fence, and leaves {@code next} there. Tries once. */
    Verdict advance(String log, int bucket, Fence now, Fence next, List<Change> changes, Duration within) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
        batch.addStatement(advance.bind(
                next.revision(),
                next.tail(),
                next.weight(),
                next.isClosed(),
                log,
                bucket,
                now.epoch(),
                now.holder(),
                now.revision()));
        batch.addStatement(
                put(log, bucket, LogRow.number(RowKind.OWNER, "", now.epoch(), next.revision(), now.epoch())));
        changes.forEach(change -> batch.addStatement(statement(log, bucket, change)));
        return verdict(cql.attempt(batch.build(), within));
    }

    /** Opens a bucket if nobody has. Tries once. */
    Verdict open(String log, int bucket, Fence opening, List<Change> changes, Duration within) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
        batch.addStatement(open.bind(
                opening.epoch(),
                opening.holder(),
                opening.revision(),
                opening.base(),
                opening.tail(),
                opening.weight(),
                log,
                bucket));
        changes.forEach(change -> batch.addStatement(statement(log, bucket, change)));
        return verdict(cql.attempt(batch.build(), within));
    }

    /** Takes an open bucket from its owner if {@code now} is still of that owner's epoch. Tries once. */
    Verdict raise(String log, int bucket, Fence now, long epoch, UUID holder, Duration within) {
        return verdict(cql.attempt(raise.bind(epoch, holder, log, bucket, now.epoch(), now.holder()), within));
    }

    /** Changes a closed bucket, in ways that no owner of the log can mind. Tries once; false if it is not closed. */
    boolean changeClosed(String log, int bucket, List<Change> changes, Duration within) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
        batch.addStatement(clean.bind(log, bucket));
        changes.forEach(change -> batch.addStatement(statement(log, bucket, change)));
        return cql.attempt(batch.build(), within).wasApplied();
    }

    private BatchableStatement<?> statement(String log, int bucket, Change change) {
        return switch (change) {
            case Change.Put(LogRow row) -> put(log, bucket, row);
            case Change.DeleteTo(RowKind kind, String name, long sequence) ->
                deleteTo.bind(log, bucket, kind.number(), name, sequence);
            case Change.Delete(RowKind kind, String name, long sequence) ->
                delete.bind(log, bucket, kind.number(), name, sequence);
        };
    }

    private BoundStatement put(String log, int bucket, LogRow row) {
        Body body = row.body();
        BoundStatement put = statement(row).bind().setString("log", log).setInt("bucket", bucket);
        put = put.setByte("kind", row.kind().number())
                .setString("name", row.name())
                .setLong("sequence", row.sequence())
                .setLong("place", row.place())
                .setLong("written", row.epoch())
                .setInt("length", body.length());
        boolean isEither = row.kind().isReplaced();
        if (body.apart().isPresent()) {
            put = put.setUuid("apart", body.apart().get());
            return isEither ? put.setToNull("body") : put;
        }
        put = put.setByteBuffer("body", ByteBuffer.wrap(body.bytes()));
        return isEither ? put.setToNull("apart") : put;
    }

    private PreparedStatement statement(LogRow row) {
        if (row.kind().isReplaced()) {
            return putEither;
        }
        return row.body().apart().isPresent() ? putApart : putInline;
    }

    private static Verdict verdict(ResultSet answer) {
        if (answer.wasApplied()) {
            return new Verdict(true, Optional.empty());
        }
        Row row = answer.one();
        boolean isStanding = row != null
                && row.getColumnDefinitions().contains("revision")
                && !row.isNull("epoch")
                && !row.isNull("holder");
        if (!isStanding) {
            return new Verdict(false, Optional.empty());
        }
        Row standing = Objects.requireNonNull(row);
        return new Verdict(
                false,
                Optional.of(new Verdict.Standing(
                        standing.getLong("epoch"),
                        Objects.requireNonNull(standing.getUuid("holder")),
                        standing.getLong("revision"))));
    }

    /** The fence of a bucket, as a majority knows it. */
    Optional<Fence> fence(String log, int bucket) {
        return first(cql.rows(fence.bind(log, bucket)));
    }

    /** The fence of a bucket, after every write that was begun before is made or made impossible. */
    Optional<Fence> settledFence(String log, int bucket) {
        return first(cql.settledRows(fence.bind(log, bucket)));
    }

    private static Optional<Fence> first(List<Row> rows) {
        return rows.stream()
                .filter(row -> !row.isNull("epoch"))
                .findFirst()
                .map(row -> new Fence(
                        row.getLong("epoch"),
                        Objects.requireNonNull(row.getUuid("holder")),
                        row.getLong("revision"),
                        row.getLong("base"),
                        row.getLong("tail"),
                        row.getLong("weight"),
                        row.getBoolean("closed")));
    }

    /** The last revision that the owner with this epoch has written in a bucket, if it has written any. */
    OptionalLong lastRevision(String log, int bucket, long epoch) {
        return cql.settledRows(owner.bind(log, bucket, epoch)).stream()
                .mapToLong(row -> row.getLong("place"))
                .findFirst();
    }
}
