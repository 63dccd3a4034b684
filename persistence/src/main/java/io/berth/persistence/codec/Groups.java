package io.berth.persistence.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Codecs of lists, sets and maps. Whatever has no order of its own is written sorted: equal values are equal bytes. */
final class Groups {
    private Groups() {}

    static <T> Codec<List<T>> list(Codec<T> item) {
        return new Codec<>() {
            @Override
            public void write(JsonGenerator out, List<T> value) throws IOException {
                out.writeStartArray(value, value.size());
                for (T each : value) {
                    item.write(out, each);
                }
                out.writeEndArray();
            }

            @Override
            public List<T> read(JsonParser in) throws IOException {
                Tokens.expect(in, JsonToken.START_ARRAY, "a list");
                List<T> items = new ArrayList<>();
                while (Tokens.next(in) != JsonToken.END_ARRAY) {
                    items.add(item.read(in));
                }
                return items;
            }
        };
    }

    static <T> Codec<Set<T>> set(Codec<T> item, Comparator<T> order) {
        return list(item)
                .as(LinkedHashSet::new, set -> set.stream().sorted(order).toList());
    }

    /** Only for fields that are left out when empty. */
    static <T> Codec<Optional<T>> present(Codec<T> item) {
        return item.as(Optional::of, Optional::orElseThrow);
    }

    /** A map by text, as a map of the format, in the order of its keys. */
    static <V> Codec<Map<String, V>> sortedMap(Codec<V> item) {
        return Groups.<V>map(item).as(map -> map, TreeMap::new);
    }

    /** A map by text whose order means something, as a map of the format. */
    static <V> Codec<Map<String, V>> map(Codec<V> item) {
        return new Codec<>() {
            @Override
            public void write(JsonGenerator out, Map<String, V> value) throws IOException {
                out.writeStartObject(value, value.size());
                for (Map.Entry<String, V> entry : value.entrySet()) {
                    out.writeFieldName(entry.getKey());
                    item.write(out, entry.getValue());
                }
                out.writeEndObject();
            }

            @Override
            public Map<String, V> read(JsonParser in) throws IOException {
                Tokens.expect(in, JsonToken.START_OBJECT, "a map");
                Map<String, V> map = new LinkedHashMap<>();
                while (Tokens.next(in) != JsonToken.END_OBJECT) {
                    Tokens.expect(in, JsonToken.FIELD_NAME, "a name");
                    String key = in.currentName();
                    Tokens.next(in);
                    map.put(key, item.read(in));
                }
                return map;
            }
        };
    }

    /** A map by other things than text, as a list of {@code [key, value]}, in the map's order. */
    static <K, V> Codec<Map<K, V>> pairs(Codec<K> key, Codec<V> item) {
        return new Codec<>() {
            @Override
            public void write(JsonGenerator out, Map<K, V> value) throws IOException {
                out.writeStartArray(value, value.size());
                for (Map.Entry<K, V> entry : value.entrySet()) {
                    out.writeStartArray(entry, 2);
                    key.write(out, entry.getKey());
                    item.write(out, entry.getValue());
                    out.writeEndArray();
                }
                out.writeEndArray();
            }

            @Override
            public Map<K, V> read(JsonParser in) throws IOException {
                Tokens.expect(in, JsonToken.START_ARRAY, "a list of pairs");
                Map<K, V> map = new LinkedHashMap<>();
                while (Tokens.next(in) != JsonToken.END_ARRAY) {
                    Tokens.expect(in, JsonToken.START_ARRAY, "a pair");
                    Tokens.next(in);
                    K first = key.read(in);
                    Tokens.next(in);
                    map.put(first, item.read(in));
                    Tokens.next(in);
                    Tokens.expect(in, JsonToken.END_ARRAY, "a pair only");
                }
                return map;
            }
        };
    }
}
