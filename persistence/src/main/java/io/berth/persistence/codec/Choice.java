package io.berth.persistence.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * One of several records, as a map of one entry whose name says which.
 *
 * @param <T> what the records have in common
 */
final class Choice<T> implements Codec<T> {
    private final Map<String, Codec<? extends T>> readers = new HashMap<>();
    private final Map<Class<?>, Variant<? extends T>> writers = new HashMap<>();

    private record Variant<V>(String tag, Class<V> type, Codec<V> codec) {
        void write(JsonGenerator out, Object value) throws IOException {
            out.writeFieldName(tag);
            codec.write(out, type.cast(value));
        }
    }

    /** Adds {@code type}, marked by {@code tag}. */
    <V extends T> Choice<T> or(String tag, Class<V> type, Codec<V> codec) {
        if (readers.put(tag, codec) != null || writers.put(type, new Variant<>(tag, type, codec)) != null) {
            throw new IllegalStateException("given twice: " + tag + " for " + type);
        }
        return this;
    }

    @Override
    public void write(JsonGenerator out, T value) throws IOException {
        Variant<? extends T> variant = writers.get(value.getClass());
        if (variant == null) {
            throw new IllegalStateException("no codec for " + value.getClass());
        }
        out.writeStartObject();
        variant.write(out, value);
        out.writeEndObject();
    }

    @Override
    public T read(JsonParser in) throws IOException {
        Tokens.expect(in, JsonToken.START_OBJECT, "a choice of " + new TreeSet<>(readers.keySet()));
        Tokens.next(in);
        Tokens.expect(in, JsonToken.FIELD_NAME, "a choice of " + new TreeSet<>(readers.keySet()));
        Codec<? extends T> reader = readers.get(in.currentName());
        if (reader == null) {
            throw new JsonParseException(
                    in, "expected one of " + new TreeSet<>(readers.keySet()) + ", found " + in.currentName());
        }
        Tokens.next(in);
        T value = reader.read(in);
        Tokens.next(in);
        Tokens.expect(in, JsonToken.END_OBJECT, "one choice only");
        return value;
    }
}
