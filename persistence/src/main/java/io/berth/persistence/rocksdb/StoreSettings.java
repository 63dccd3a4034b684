package io.berth.persistence.rocksdb;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a store lives and how it shares the machine.
 *
 * @param folder of the database; created if missing
 * @param isSynced whether a write is acknowledged only once it is on the disk
 * @param batchBytes after which a group of waiting writes is closed
 * @param chunkBytes the largest piece of a snapshot
 * @param readers threads for recoveries and queries
 * @param encoders threads that serialize writes of many events
 * @param unlisted prefixes of persistence ids whose events get no position
 */
public record StoreSettings(
        Path folder,
        boolean isSynced,
        long batchBytes,
        int chunkBytes,
        int readers,
        int encoders,
        List<String> unlisted) {
    public StoreSettings {
        folder = folder.toAbsolutePath().normalize();
        unlisted = List.copyOf(unlisted);
    }

    /** Reads the section of a journal plugin, as {@code reference.conf} documents it. */
    public static StoreSettings of(Config config) {
        return new StoreSettings(
                Path.of(config.getString("dir")),
                config.getBoolean("sync"),
                config.getBytes("batch-bytes"),
                Math.toIntExact(config.getBytes("snapshot-chunk-bytes")),
                config.getInt("reader-threads"),
                config.getInt("encoder-threads"),
                config.getStringList("unlisted-prefixes"));
    }

    boolean isListed(String persistenceId) {
        return unlisted.stream().noneMatch(persistenceId::startsWith);
    }
}
