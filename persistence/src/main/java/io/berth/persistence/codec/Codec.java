package io.berth.persistence.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.function.Function;

/**
 * Writes one type of value and reads it again.
 *
 * @param <T> the type
 */
interface Codec<T> {
    /** Writes {@code value} as one value of the format. */
    void write(JsonGenerator out, T value) throws IOException;

    /**
     * Reads one value. The parser stands at the value's first token, and at its last one afterwards.
     *
     * @throws IOException if it is not a value of this type
     */
    T read(JsonParser in) throws IOException;

    /** A type that is written as another one, such as an id as its text. */
    default <B> Codec<B> as(Function<T, B> wrap, Function<B, T> unwrap) {
        Codec<T> plain = this;
        return new Codec<>() {
            @Override
            public void write(JsonGenerator out, B value) throws IOException {
                plain.write(out, unwrap.apply(value));
            }

            @Override
            public B read(JsonParser in) throws IOException {
                return wrap.apply(plain.read(in));
            }
        };
    }
}
