package io.berth.persistence.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record, by name. A field that has its fallback value is left out, and one that is left out reads as
 * its fallback; fields of other names are passed over. So a new field with a fallback needs no new version, and a
 * fallback must never change.
 *
 * @param <T> the record
 */
final class Shape<T> {
    private final String what;
    private final List<Field<T, ?>> fields = new ArrayList<>();

    private Shape(String what) {
        this.what = what;
    }

    /** A record without fields yet, which errors call {@code what}. */
    static <T> Shape<T> of(String what) {
        return new Shape<>(what);
    }

    /** A field that is always there. Only for the first version of a record. */
    <F> Field<T, F> always(String name, Codec<F> codec, Function<T, F> get) {
        return add(new Field<>(fields.size(), name, codec, get, null));
    }

    /** A field that is left out if it equals {@code fallback}. */
    <F> Field<T, F> unless(F fallback, String name, Codec<F> codec, Function<T, F> get) {
        return add(new Field<>(fields.size(), name, codec, get, fallback));
    }

    private <F> Field<T, F> add(Field<T, F> field) {
        fields.add(field);
        return field;
    }

    /** The codec of a record of these fields. */
    Codec<T> made(Function<Row, T> make) {
        return new RecordCodec<>(what, List.copyOf(fields), make);
    }

    /** One field of {@code T}. */
    static final class Field<T, F> {
        private final int index;
        private final String name;
        private final SerializableString encodedName;
        private final Codec<F> codec;
        private final Function<T, F> get;
        private final @Nullable F fallback;

        private Field(int index, String name, Codec<F> codec, Function<T, F> get, @Nullable F fallback) {
            this.index = index;
            this.name = name;
            this.encodedName = new SerializedString(name);
            this.codec = codec;
            this.get = get;
            this.fallback = fallback;
        }

        private void write(JsonGenerator out, T record) throws IOException {
            F value = get.apply(record);
            if (!value.equals(fallback)) {
                out.writeFieldName(encodedName);
                codec.write(out, value);
            }
        }
    }

    /** The values that were read of one record. */
    static final class Row {
        private final @Nullable Object[] values;

        private Row(int size) {
            values = new Object[size];
        }

        @SuppressWarnings({"unchecked", "NullAway"})
        <F> F get(Field<?, F> field) {
            return (F) values[field.index];
        }
    }

    private static final class RecordCodec<T> implements Codec<T> {
        private final String what;
        private final List<Field<T, ?>> fields;
        private final Map<String, Field<T, ?>> byName = new HashMap<>();
        private final Function<Row, T> make;

        private RecordCodec(String what, List<Field<T, ?>> fields, Function<Row, T> make) {
            this.what = what;
            this.fields = fields;
            this.make = make;
            for (Field<T, ?> field : fields) {
                if (byName.put(field.name, field) != null) {
                    throw new IllegalStateException(what + " has two fields named " + field.name);
                }
            }
        }

        @Override
        public void write(JsonGenerator out, T value) throws IOException {
            out.writeStartObject();
            for (Field<T, ?> field : fields) {
                field.write(out, value);
            }
            out.writeEndObject();
        }

        @Override
        public T read(JsonParser in) throws IOException {
            Tokens.expect(in, JsonToken.START_OBJECT, what);
            Row row = new Row(fields.size());
            while (Tokens.next(in) != JsonToken.END_OBJECT) {
                Tokens.expect(in, JsonToken.FIELD_NAME, "a field of " + what);
                Field<T, ?> field = byName.get(in.currentName());
                Tokens.next(in);
                if (field == null) {
                    in.skipChildren();
                } else {
                    row.values[field.index] = field.codec.read(in);
                }
            }
            fillUp(in, row);
            return make.apply(row);
        }

        private void fillUp(JsonParser in, Row row) throws IOException {
            for (Field<T, ?> field : fields) {
                if (row.values[field.index] == null) {
                    if (field.fallback == null) {
                        throw new JsonParseException(in, what + " lacks its field " + field.name);
                    }
                    row.values[field.index] = field.fallback;
                }
            }
        }
    }
}
