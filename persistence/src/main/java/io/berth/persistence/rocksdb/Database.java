package io.berth.persistence.rocksdb;

import io.berth.persistence.plugin.StoreFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** An open RocksDB folder with its tables. RocksDB's own lock keeps every other process out. */
final class Database implements AutoCloseable {
    private static final long CACHE_BYTES = 64L * 1024 * 1024;
    private static final long WAL_BYTES = 256L * 1024 * 1024;
    private static final int BLOOM_BITS = 10;

    private final RocksDB rocks;
    private final Map<Table, ColumnFamilyHandle> tables;
    private final WriteOptions writeOptions;
    /** In the order in which they must be closed, before and after the database itself. */
    private final List<AbstractNativeReference> options;

    private Database(
            RocksDB rocks,
            Map<Table, ColumnFamilyHandle> tables,
            WriteOptions writeOptions,
            List<AbstractNativeReference> options) {
        this.rocks = rocks;
        this.tables = tables;
        this.writeOptions = writeOptions;
        this.options = options;
    }

    /** Fails with {@link StoreFailed} if the folder is in use, damaged or not writable. */
    static Database open(Path folder, boolean isSynced) {
        RocksDB.loadLibrary();
        List<AbstractNativeReference> options = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            return open(folder, isSynced, options);
        } catch (RocksDBException | IOException failure) {
            options.forEach(AbstractNativeReference::close);
            throw new StoreFailed(reason(folder, failure), failure);
        }
    }

    private static Database open(Path folder, boolean isSynced, List<AbstractNativeReference> options)
            throws RocksDBException {
        Cache cache = kept(new LRUCache(CACHE_BYTES), options);
        BlockBasedTableConfig blocks = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(kept(new BloomFilter(BLOOM_BITS), options));
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        families.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY));
        for (Table table : Table.values()) {
            ColumnFamilyOptions family = kept(new ColumnFamilyOptions(), options)
                    .setTableFormatConfig(blocks)
                    .setWriteBufferSize(table.memoryBytes())
                    .setCompressionType(CompressionType.NO_COMPRESSION)
                    .setBottommostCompressionType(CompressionType.LZ4_COMPRESSION);
            families.add(new ColumnFamilyDescriptor(table.columnFamily(), family));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        RocksDB rocks = RocksDB.open(kept(databaseOptions(), options), folder.toString(), families, handles);
        Map<Table, ColumnFamilyHandle> tables = new EnumMap<>(Table.class);
        Iterator<ColumnFamilyHandle> opened = handles.iterator();
        options.addFirst(opened.next());
        for (Table table : Table.values()) {
            tables.put(table, opened.next());
        }
        return new Database(rocks, tables, kept(new WriteOptions(), options).setSync(isSynced), options);
    }

    private static DBOptions databaseOptions() {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setMaxTotalWalSize(WAL_BYTES)
                .setRecycleLogFileNum(4)
                .setKeepLogFileNum(4)
                .setMaxBackgroundJobs(2);
    }

    private static <T extends AbstractNativeReference> T kept(T option, List<AbstractNativeReference> options) {
        options.addFirst(option);
        return option;
    }

    private static String reason(Path folder, Exception failure) {
        String text = String.valueOf(failure.getMessage());
        if (text.contains("lock")) {
            return "the journal folder " + folder + " is in use by another process; stop that one or choose another"
                    + " folder (" + text + ")";
        }
        return "the journal folder " + folder + " cannot be opened: " + text;
    }

    Optional<byte[]> get(Table table, byte[] key) {
        try {
            return Optional.ofNullable(rocks.get(table(table), key));
        } catch (RocksDBException failure) {
            throw new StoreFailed("the journal cannot be read: " + failure.getMessage(), failure);
        }
    }

    Cursor scan(Table table) {
        return new Cursor(rocks.newIterator(table(table)));
    }

    /** Writes all or nothing, and returns once it is on the disk. */
    void write(WriteBatch batch) throws RocksDBException {
        rocks.write(writeOptions, batch);
    }

    ColumnFamilyHandle table(Table table) {
        return Objects.requireNonNull(tables.get(table));
    }

    @Override
    public void close() {
        tables.values().forEach(ColumnFamilyHandle::close);
        rocks.close();
        options.forEach(AbstractNativeReference::close);
    }
}
