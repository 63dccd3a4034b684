package io.berth.persistence.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which logs have which buckets, and in which buckets an entity may have rows. Said before it becomes true and not
 * fenced, so there may be more here than there is, but never less.
 */
final class HintTable {
    private static final int PAGE = 5_000;

    private final Cql cql;
    private final LogNames names;
    private final PreparedStatement put;
    private final PreparedStatement ofName;
    private final PreparedStatement ofScope;
    private final PreparedStatement delete;

    HintTable(Cql cql, LogNames names) {
        this.cql = cql;
        this.names = names;
        this.put = cql.prepare("INSERT INTO %s.hints (scope, name, bucket, base) VALUES (?, ?, ?, ?)");
        this.ofName = cql.prepare("SELECT bucket, base FROM %s.hints WHERE scope = ? AND name = ?");
        this.ofScope = cql.prepare("SELECT name, bucket, base FROM %s.hints WHERE scope = ? AND (name, bucket) > (?, ?)"
                + " LIMIT " + PAGE);
        this.delete = cql.prepare("DELETE FROM %s.hints WHERE scope = ? AND name = ? AND bucket = ?");
    }

    /** A hint as it is kept. */
    record Hint(String name, int bucket, long base) {}

    /** Says that a log may have a bucket, which begins behind {@code base}. */
    void noteBucket(String log, int bucket, long base) {
        cql.write(put.bind(names.buckets(), log, bucket, base));
    }

    /** The buckets of a log with their bases. */
    NavigableMap<Integer, Long> buckets(String log) {
        NavigableMap<Integer, Long> buckets = new TreeMap<>();
        cql.rows(ofName.bind(names.buckets(), log)).forEach(row -> buckets.put(row.getInt(0), row.getLong(1)));
        return buckets;
    }

    /** The newest bucket of every log. */
    NavigableMap<String, Integer> newestBuckets() {
        NavigableMap<String, Integer> newest = new TreeMap<>();
        all(names.buckets()).forEach(hint -> newest.merge(hint.name(), hint.bucket(), Math::max));
        return newest;
    }

    /** Forgets a bucket of a log. */
    void forgetBucket(String log, int bucket) {
        cql.write(delete.bind(names.buckets(), log, bucket));
    }

    /** Says that entities may have rows in a bucket of a log. */
    void noteEntities(String log, int bucket, Collection<String> entities) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
        entities.forEach(entity -> batch.addStatement(put.bind(names.entities(log), entity, bucket, 0L)));
        cql.write(batch.build().setIdempotent(true));
    }

    /** The buckets of a log in which an entity may have rows, in order. */
    List<Integer> bucketsOf(String log, String entity) {
        return cql.rows(ofName.bind(names.entities(log), entity)).stream()
                .map(row -> row.getInt(0))
                .toList();
    }

    /** All entities of a log with their buckets. */
    List<Hint> entities(String log) {
        return all(names.entities(log));
    }

    /** Takes back that an entity may have rows in a bucket, when it has none and can get none any more. */
    void forgetEntity(String log, int bucket, String entity) {
        cql.write(delete.bind(names.entities(log), entity, bucket));
    }

    /** Says that something is written apart for a log; {@code text} says what. */
    void noteLoose(String log, String text, int length, long epoch) {
        cql.write(put.bind(names.loose(log), text, length, epoch));
    }

    /** What is written apart for a log and perhaps not in it: the texts, with lengths for buckets and epochs for bases. */
    List<Hint> loose(String log) {
        return all(names.loose(log));
    }

    /** Takes back what {@link #noteLoose} has said. */
    void forgetLoose(String log, String text, int length) {
        cql.write(delete.bind(names.loose(log), text, length));
    }

    private List<Hint> all(String scope) {
        List<Hint> hints = new ArrayList<>();
        String name = "";
        int bucket = -1;
        List<Row> page;
        do {
            page = cql.rows(ofScope.bind(scope, name, bucket).setPageSize(PAGE));
            for (Row row : page) {
                name = Objects.requireNonNull(row.getString(0));
                bucket = row.getInt(1);
                hints.add(new Hint(name, bucket, row.getLong(2)));
            }
        } while (page.size() == PAGE);
        return hints;
    }
}
