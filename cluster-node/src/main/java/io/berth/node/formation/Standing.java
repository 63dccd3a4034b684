package io.berth.node.formation;

/**
 * Where a member is on its way into the cluster.
 *
 * @param name of the member
 * @param phase what it does at present
 * @param address by which other members reach it
 * @param shards that it was started with
 */
public record Standing(String name, Phase phase, String address, int shards) {
    /** What a member does until it is part of a cluster. */
    public enum Phase {
        /** It looks for a cluster. */
        LOOKING,
        /** It has formed a cluster that waits for a majority. */
        FORMING,
        /** It is on its way into another member's cluster. */
        JOINING,
        /** It is part of a cluster. */
        UP
    }
}
