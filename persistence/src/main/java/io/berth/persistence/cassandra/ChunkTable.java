package io.berth.persistence.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What is too large for a log, in pieces. It is written under an id of its own before a log says that it is there, so it
 * needs no fence: without that word nobody ever reads it.
 */
final class ChunkTable {
    /** Never changed: what was written is deleted by it. */
    private static final int CHUNK = 512 << 10;

    private final Cql cql;
    private final PreparedStatement put;
    private final PreparedStatement get;
    private final PreparedStatement delete;

    ChunkTable(Cql cql) {
        this.cql = cql;
        this.put = cql.prepare("INSERT INTO %s.chunks (id, part, bytes) VALUES (?, ?, ?)");
        this.get = cql.prepare("SELECT bytes FROM %s.chunks WHERE id = ? AND part = ?");
        this.delete = cql.prepare("DELETE FROM %s.chunks WHERE id = ? AND part = ?");
    }

    /** Keeps bytes under an id that is new. */
    Body write(UUID id, byte[] bytes) {
        for (int part = 0; part * (long) CHUNK < bytes.length; part++) {
            int offset = part * CHUNK;
            ByteBuffer piece = ByteBuffer.wrap(bytes, offset, Math.min(CHUNK, bytes.length - offset));
            cql.write(put.bind(id, part, piece).setIdempotent(true));
        }
        return Body.apart(id, bytes.length);
    }

    /** The bytes of a body, from wherever they are; empty if they were deleted meanwhile. */
    Optional<byte[]> read(Body body) {
        if (body.apart().isEmpty()) {
            return Optional.of(body.bytes());
        }
        ByteBuffer bytes = ByteBuffer.allocate(body.length());
        for (int part = 0; bytes.hasRemaining(); part++) {
            List<Row> rows = cql.rows(get.bind(body.apart().get(), part));
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            bytes.put(Objects.requireNonNull(rows.getFirst().getByteBuffer(0)));
        }
        return Optional.of(bytes.array());
    }

    /** Deletes a body's bytes if they are apart. */
    void delete(Body body) {
        body.apart().ifPresent(id -> delete(id, body.length()));
    }

    void delete(UUID id, int length) {
        for (int part = 0; part * (long) CHUNK < length; part++) {
            cql.write(delete.bind(id, part));
        }
    }
}
