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
 * @param details what few mounts need
 */
public record Mount(
        Type type,
        String source,
        String target,
        boolean readOnly,
        long sizeBytes,
        Map<String, String> labels,
        Details details) {
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

    /** A mount without details. */
    public Mount(
            Type type, String source, String target, boolean readOnly, long sizeBytes, Map<String, String> labels) {
        this(type, source, target, readOnly, sizeBytes, labels, Details.NONE);
    }

    /**
     * What few mounts need.
     *
     * @param propagation of a bind: whether mounts below it are seen on the other side, such as {@code rslave}; empty for
     *     the runtime's choice
     * @param isUnfilled of a volume: whether it starts without what the image has at the target
     * @param driver of a volume; empty for the runtime's own
     * @param driverOptions of a volume
     * @param mode of a tmpfs: permission bits; 0 for the runtime's choice
     */
    public record Details(
            String propagation, boolean isUnfilled, String driver, Map<String, String> driverOptions, int mode) {
        public static final Details NONE = new Details("", false, "", Map.of(), 0);

        public Details {
            driverOptions = Map.copyOf(driverOptions);
        }
    }
}
