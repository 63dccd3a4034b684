package io.berth.persistence.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Reads rows of buckets. */
final class RowQueries {
    private static final String COLUMNS = "SELECT name, sequence, place, written, body, length, apart FROM %s.log"
            + " WHERE log = ? AND bucket = ? AND kind = ? ";
    private static final TupleType KEY = DataTypes.tupleOf(DataTypes.TEXT, DataTypes.BIGINT);

    private final Cql cql;
    private final PreparedStatement range;
    private final PreparedStatement last;
    private final PreparedStatement exact;
    private final PreparedStatement ofKind;
    private final PreparedStatement apart;

    RowQueries(Cql cql) {
        this.cql = cql;
        this.range = cql.prepare(COLUMNS + "AND name = ? AND sequence >= ? AND sequence <= ? LIMIT ?");
        this.last = cql.prepare(
                COLUMNS + "AND name = ? AND sequence <= ? ORDER BY kind DESC, name DESC, sequence DESC LIMIT 1");
        this.exact = cql.prepare(COLUMNS + "AND (name, sequence) IN ?");
        this.ofKind = cql.prepare(COLUMNS);
        this.apart = cql.prepare("SELECT length, apart FROM %s.log"
                + " WHERE log = ? AND bucket = ? AND kind = ? AND name = ? AND sequence <= ?");
    }

    /** What identifies a row of a kind in a bucket. */
    record Key(String name, long sequence) {}

    /** Rows of a name in the order of their sequence. */
    List<LogRow> range(String log, int bucket, RowKind kind, String name, long from, long to, int limit) {
        return rows(kind, cql.rows(range.bind(log, bucket, kind.number(), name, from, to, limit)));
    }

    /** The row of a name with the highest sequence up to {@code to}. */
    Optional<LogRow> last(String log, int bucket, RowKind kind, String name, long to) {
        return rows(kind, cql.rows(last.bind(log, bucket, kind.number(), name, to))).stream()
                .findFirst();
    }

    /** Those of the rows that are there, in no order. */
    List<LogRow> exact(String log, int bucket, RowKind kind, List<Key> keys) {
        List<TupleValue> tuples = keys.stream()
                .map(key -> KEY.newValue(key.name(), key.sequence()))
                .toList();
        return rows(kind, cql.rows(exact.bind(log, bucket, kind.number(), tuples)));
    }

    /** All rows of a kind, of which there are few. */
    List<LogRow> ofKind(String log, int bucket, RowKind kind) {
        return rows(kind, cql.rows(ofKind.bind(log, bucket, kind.number())));
    }

    /** The bodies that are apart, of the rows of a name up to a sequence. */
    List<Body> apart(String log, int bucket, RowKind kind, String name, long to) {
        return cql.rows(apart.bind(log, bucket, kind.number(), name, to)).stream()
                .filter(row -> !row.isNull("apart"))
                .map(row -> Body.apart(Objects.requireNonNull(row.getUuid("apart")), row.getInt("length")))
                .toList();
    }

    private static List<LogRow> rows(RowKind kind, List<Row> rows) {
        return rows.stream().map(row -> row(kind, row)).toList();
    }

    private static LogRow row(RowKind kind, Row row) {
        return new LogRow(
                kind,
                Objects.requireNonNull(row.getString("name")),
                row.getLong("sequence"),
                row.getLong("place"),
                row.getLong("written"),
                body(row));
    }

    private static Body body(Row row) {
        UUID apart = row.getUuid("apart");
        if (apart != null) {
            return Body.apart(apart, row.getInt("length"));
        }
        ByteBuffer buffer = Objects.requireNonNull(row.getByteBuffer("body"));
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return Body.of(bytes);
    }
}
