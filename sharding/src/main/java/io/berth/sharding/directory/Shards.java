package io.berth.sharding.directory;

import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The fixed number of shards of each kind of entity, and which entity is in which.
 *
 * @param count the same on all members and for ever
 */
public record Shards(int count) {
    /** A tilde is in no name that a user can give; otherwise the id is one that entities of every kind take. */
    private static final String NOBODY = "service/~/";

    /** What the configuration of the system says. */
    public static Shards of(ActorSystem<?> system) {
        return new Shards(system.settings().config().getInt("pekko.cluster.sharding.number-of-shards"));
    }

    /** As Pekko's {@code HashCodeMessageExtractor} has it. */
    int shardOf(String id) {
        return Math.abs(id.hashCode() % count);
    }

    /** The id of an entity that never exists: a message to it starts the shard, which brings back all others. */
    String idIn(int shard) {
        int number = 0;
        while (shardOf(NOBODY + number) != shard) {
            number++;
        }
        return NOBODY + number;
    }
}
