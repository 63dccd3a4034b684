package io.berth.persistence.cassandra;

import java.util.Optional;
import java.util.UUID;

/**
 * The bytes of a row, in it or apart.
 *
 * @param bytes empty if they are apart
 * @param length of the whole
 * @param apart where the bytes are if they are apart
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and not copied for speed.
record Body(byte[] bytes, int length, Optional<UUID> apart) {
    static final Body NONE = of(new byte[0]);

    static Body of(byte[] bytes) {
        return new Body(bytes, bytes.length, Optional.empty());
    }

    static Body apart(UUID id, int length) {
        return new Body(new byte[0], length, Optional.of(id));
    }
}
