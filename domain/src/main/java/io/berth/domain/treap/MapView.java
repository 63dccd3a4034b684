package io.berth.domain.treap;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is kept in another form, as a map for those who read. */
public class MapView<K, V> extends AbstractMap<K, V> {
    private final int size;
    private final Function<@Nullable Object, Optional<V>> find;
    private final Supplier<Iterator<Map.Entry<K, V>>> entries;

    /**
     * @param find the value of a key, whatever its type
     * @param entries in the map's order
     */
    public MapView(
            int size, Function<@Nullable Object, Optional<V>> find, Supplier<Iterator<Map.Entry<K, V>>> entries) {
        this.size = size;
        this.find = find;
        this.entries = entries;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return find.apply(key).orElse(null);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find.apply(key).isPresent();
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return entries.get();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
