package io.berth.domain.entity;

/**
 * The address of one entity in the cluster.
 *
 * @param kind which rules it follows
 * @param id unique within the kind; of a service {@code kind/namespace/name}, of a node its node id
 */
public record EntityRef(Kind kind, String id) {
    /** The kinds of entities. The name in lower case is the first part of a persistence id and of an event's type. */
    public enum Kind {
        SERVICE,
        NODE,
        SECRET,
        CONFIG,
        CLAIM,
        CLUSTER;

        /** The kind as it stands in journals, URLs and event types, such as {@code service}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return kind.word() + "/" + id;
    }
}
