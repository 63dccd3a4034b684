package io.berth.link;

import java.util.Arrays;
import java.util.Objects;

/** The value of one version of a secret or a config, on its way to the task that refers to it. Never printed. */
public final class TaskFile {
    /** What the value belongs to. */
    public enum Kind {
        SECRET,
        CONFIG
    }

    private final Kind kind;
    private final String name;
    private final long version;
    private final byte[] value;

    /**
     * @param kind what {@code name} names
     * @param name of the secret or config, as in {@code FileRef}
     * @param version of the value, as in {@code FileRef}
     * @param value the bytes of the file; copied
     */
    public TaskFile(Kind kind, String name, long version, byte[] value) {
        this.kind = kind;
        this.name = name;
        this.version = version;
        this.value = value.clone();
    }

    public Kind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    public long version() {
        return version;
    }

    /** A copy of the bytes. */
    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskFile that
                && kind == that.kind
                && version == that.version
                && name.equals(that.name)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, name, version);
    }

    /** Says what it is and how long, never the value. */
    @Override
    public String toString() {
        return "TaskFile[" + kind + " " + name + " version " + version + ", " + value.length + " bytes]";
    }
}
