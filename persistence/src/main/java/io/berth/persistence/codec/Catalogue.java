package io.berth.persistence.codec;

import java.io.NotSerializableException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which manifest stands for which type. A manifest that was ever written to a journal is read for ever; of each type
 * one manifest is written.
 *
 * @param <T> what is written
 */
final class Catalogue<T> {
    private final String what;
    private final Map<String, Entry<T>> byManifest = new HashMap<>();
    private final Map<Class<?>, Entry<T>> byType = new HashMap<>();

    /**
     * One version of one type.
     *
     * @param manifest such as {@code service.tasks-assigned/1}
     */
    record Entry<T>(String manifest, Codec<T> codec) {}

    /** A table without entries yet, of things that errors call {@code what}. */
    Catalogue(String what) {
        this.what = what;
    }

    /** Adds the version of {@code type} that is written. */
    <V extends T> Catalogue<T> with(String manifest, Class<?> type, Codec<V> codec) {
        // A value reaches this codec's write only after its type was found in the table.
        @SuppressWarnings("unchecked")
        Entry<T> entry = new Entry<>(manifest, (Codec<T>) codec);
        if (byManifest.put(manifest, entry) != null || byType.put(type, entry) != null) {
            throw new IllegalStateException("given twice: " + manifest + " for " + type);
        }
        return this;
    }

    /**
     * What stands behind {@code manifest}.
     *
     * @throws NotSerializableException if this version of Berth does not know it
     */
    Entry<T> read(String manifest) throws NotSerializableException {
        Entry<T> entry = byManifest.get(manifest);
        if (entry == null) {
            throw new NotSerializableException("unknown " + what + " " + manifest
                    + ": a newer version of Berth may have written it, start at least that version");
        }
        return entry;
    }

    /**
     * How a value of {@code type} is written.
     *
     * @throws IllegalArgumentException if there is no codec for it
     */
    Entry<T> written(Class<?> type) {
        Entry<T> entry = byType.get(type);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "no codec for " + type.getName() + ": add one to the " + what + "s of io.berth.persistence.codec");
        }
        return entry;
    }

    /** All manifests that can be read. */
    NavigableSet<String> manifests() {
        return new TreeSet<>(byManifest.keySet());
    }

    /** All types that can be written. */
    Set<Class<?>> types() {
        return Set.copyOf(byType.keySet());
    }
}
