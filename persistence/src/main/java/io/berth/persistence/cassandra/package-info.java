/**
 * The journal of several members: events, their one order and snapshots in Cassandra, fenced where they are written, so
 * that of two members that both believe to own a shard only one can write. Behind Pekko's interfaces for journals,
 * snapshots and queries. Not here: how an event becomes bytes, and who should own a shard (sharding's affair).
 */
@NullMarked
package io.berth.persistence.cassandra;

import org.jspecify.annotations.NullMarked;
