package io.berth.persistence.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * An enum as words. The words are given one by one in an exhaustive switch, so that renaming a constant changes no
 * journal.
 *
 * @param <E> the enum
 */
final class Words<E extends Enum<E>> implements Codec<E> {
    private final Map<String, E> constants = new HashMap<>();
    private final Function<E, String> word;

    private Words(E[] values, Function<E, String> word) {
        this.word = word;
        for (E value : values) {
            if (constants.put(word.apply(value), value) != null) {
                throw new IllegalStateException("two constants are written as " + word.apply(value));
            }
        }
    }

    static <E extends Enum<E>> Codec<E> of(E[] values, Function<E, String> word) {
        return new Words<>(values, word);
    }

    @Override
    public void write(JsonGenerator out, E value) throws IOException {
        out.writeString(word.apply(value));
    }

    @Override
    public E read(JsonParser in) throws IOException {
        Tokens.expect(in, JsonToken.VALUE_STRING, "a word");
        E value = constants.get(in.getText());
        if (value == null) {
            throw new JsonParseException(
                    in, "expected one of " + new TreeSet<>(constants.keySet()) + ", found " + in.getText());
        }
        return value;
    }
}
