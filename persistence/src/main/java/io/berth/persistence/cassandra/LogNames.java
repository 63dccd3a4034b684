package io.berth.persistence.cassandra;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which log holds what. All entities of a shard, and the shard's own notes of which it remembers, are always on the same
 * member, so they share a log, which has one owner. A persistence id outside of sharding has a log of its own.
 *
 * @param cluster name of this cluster of Berth, before the names of all its logs
 * @param shards of each kind of entity
 */
record LogNames(String cluster, int shards) {
    /** As {@code EventSourcedRememberEntitiesShardStore} names itself. */
    private static final Pattern REMEMBERED = Pattern.compile("/sharding/(.+)Shard/(-?[0-9]+)");

    /** The log of the events of a persistence id. */
    String events(String persistenceId) {
        Matcher remembered = REMEMBERED.matcher(persistenceId);
        if (remembered.matches()) {
            return shard(remembered.group(1), remembered.group(2));
        }
        int bar = persistenceId.indexOf('|');
        return bar > 0
                ? shard(persistenceId.substring(0, bar), shardOf(persistenceId.substring(bar + 1)))
                : cluster + ":alone/" + persistenceId;
    }

    private String shard(String kind, String shard) {
        return cluster + ":shard/" + kind + "/" + shard;
    }

    /** As Pekko's {@code HashCodeMessageExtractor} says it, with a minus for the one number that has no absolute. */
    @SuppressWarnings("MathAbsoluteNegative")
    String shardOf(String entityId) {
        return Integer.toString(Math.abs(entityId.hashCode()) % shards);
    }

    /** The log of the snapshots that belong to a log of events. */
    String snapshots(String events) {
        return cluster + ":snapshots" + events.substring(cluster.length());
    }

    /** The log of the one order. */
    String stream() {
        return cluster + ":stream";
    }

    /** Whether a log is one of events. */
    boolean isEvents(String log) {
        return log.startsWith(cluster + ":shard/") || log.startsWith(cluster + ":alone/");
    }

    /** Where the hints of all logs' buckets are. */
    String buckets() {
        return cluster + ":buckets";
    }

    /** Where the hints of a log's entities are. */
    String entities(String log) {
        return "entities/" + log;
    }

    /** Where the hints of what is written apart for a log, and not yet in it, are. */
    String loose(String log) {
        return "loose/" + log;
    }

    /** What a log is called in messages to people. */
    static String spoken(String log) {
        return log.substring(log.indexOf(':') + 1);
    }
}
