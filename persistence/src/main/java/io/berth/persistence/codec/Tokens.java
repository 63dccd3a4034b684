package io.berth.persistence.codec;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What is found in place of what is expected. */
final class Tokens {
    private Tokens() {}

    /** Refuses everything but {@code token}, which errors call {@code what}. */
    static void expect(JsonParser in, JsonToken token, String what) throws IOException {
        if (in.currentToken() != token) {
            throw new JsonParseException(in, "expected " + what + ", found " + found(in));
        }
    }

    /** Moves on and refuses the end of the bytes. */
    static JsonToken next(JsonParser in) throws IOException {
        JsonToken token = in.nextToken();
        if (token == null) {
            throw new JsonParseException(in, "the bytes end too early");
        }
        return token;
    }

    private static String found(JsonParser in) {
        return in.currentToken() == null ? "the end" : in.currentToken().name();
    }
}
