package io.berth.sharding.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collections as a count and their items in order. Sorted ones hold only keys with an order of their own. */
final class CollectionSerializers {
    private CollectionSerializers() {}

    private static void writeAll(Kryo kryo, Output out, Collection<?> items) {
        out.writeVarInt(items.size(), true);
        items.forEach(item -> kryo.writeClassAndObject(out, item));
    }

    private static void readAll(Kryo kryo, Input in, Collection<Object> into) {
        int size = in.readVarInt(true);
        for (int i = 0; i < size; i++) {
            into.add(kryo.readClassAndObject(in));
        }
    }

    private static void writeEntries(Kryo kryo, Output out, Map<?, ?> map) {
        out.writeVarInt(map.size(), true);
        map.forEach((key, value) -> {
            kryo.writeClassAndObject(out, key);
            kryo.writeClassAndObject(out, value);
        });
    }

    private static <M extends Map<Object, Object>> M readEntries(Kryo kryo, Input in, M into) {
        int size = in.readVarInt(true);
        for (int i = 0; i < size; i++) {
            Object key = kryo.readClassAndObject(in);
            into.put(key, kryo.readClassAndObject(in));
        }
        return into;
    }

    static final class Lists extends Serializer<List<?>> {
        @Override
        public void write(Kryo kryo, Output out, List<?> list) {
            writeAll(kryo, out, list);
        }

        @Override
        public List<?> read(Kryo kryo, Input in, Class<? extends List<?>> type) {
            List<Object> items = new ArrayList<>();
            readAll(kryo, in, items);
            return items;
        }
    }

    static final class Sets extends Serializer<Set<?>> {
        @Override
        public void write(Kryo kryo, Output out, Set<?> set) {
            writeAll(kryo, out, set);
        }

        @Override
        public Set<?> read(Kryo kryo, Input in, Class<? extends Set<?>> type) {
            Set<Object> items = new LinkedHashSet<>();
            readAll(kryo, in, items);
            return items;
        }
    }

    static final class SortedMaps extends Serializer<SortedMap<?, ?>> {
        @Override
        public void write(Kryo kryo, Output out, SortedMap<?, ?> map) {
            writeEntries(kryo, out, map);
        }

        @Override
        public SortedMap<?, ?> read(Kryo kryo, Input in, Class<? extends SortedMap<?, ?>> type) {
            return readEntries(kryo, in, new TreeMap<>());
        }
    }

    static final class Maps extends Serializer<Map<?, ?>> {
        @Override
        public void write(Kryo kryo, Output out, Map<?, ?> map) {
            writeEntries(kryo, out, map);
        }

        @Override
        public Map<?, ?> read(Kryo kryo, Input in, Class<? extends Map<?, ?>> type) {
            return readEntries(kryo, in, new LinkedHashMap<>());
        }
    }
}
