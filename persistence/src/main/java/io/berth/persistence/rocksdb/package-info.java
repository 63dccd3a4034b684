/**
 * The embedded journal: one RocksDB folder with one writer, behind Pekko's interfaces for journals, snapshots and
 * queries. Not here: how an event becomes bytes (its serializer's affair), tags, and event adapters in queries.
 */
@NullMarked
package io.berth.persistence.rocksdb;

import org.jspecify.annotations.NullMarked;
