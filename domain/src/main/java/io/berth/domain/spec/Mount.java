package io.berth.domain.spec;

import java.util.Map;

/**
 * Something mounted into a container.
 *
 * @param type what is mounted
 * @param source the name of a volume or of a volume shared within the task, or a path on the node; empty for tmpfs and
 *     anonymous volumes
 * @param target an absolute path in the container
 * @param readOnly whether the container may not write to it
 * @param sizeBytes limit of a tmpfs, 0 for none
 * @param labels of the volume, if it is created for this mount
 */
public record Mount(
        Type type, String source, String target, boolean readOnly, long sizeBytes, Map<String, String> labels) {
    /** What can be mounted. */
    public enum Type {
        /** A named volume of the node; it outlives the task. */
        VOLUME,
        /** A path of the node. */
        BIND,
        /** Memory that only this container sees. */
        TMPFS,
        /** A volume that all containers of one task see and that ends with the task. */
        SHARED
    }

    public Mount {
        labels = Map.copyOf(labels);
    }
}
