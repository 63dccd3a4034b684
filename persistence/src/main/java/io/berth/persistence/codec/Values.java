package io.berth.persistence.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/** Codecs of plain values. */
final class Values {
    static final Codec<String> TEXT = new Codec<>() {
        @Override
        public void write(JsonGenerator out, String value) throws IOException {
            out.writeString(value);
        }

        @Override
        public String read(JsonParser in) throws IOException {
            Tokens.expect(in, JsonToken.VALUE_STRING, "text");
            return in.getText();
        }
    };

    static final Codec<Integer> INT = new Codec<>() {
        @Override
        public void write(JsonGenerator out, Integer value) throws IOException {
            out.writeNumber(value.intValue());
        }

        @Override
        public Integer read(JsonParser in) throws IOException {
            Tokens.expect(in, JsonToken.VALUE_NUMBER_INT, "an integer");
            return in.getIntValue();
        }
    };

    static final Codec<Long> LONG = new Codec<>() {
        @Override
        public void write(JsonGenerator out, Long value) throws IOException {
            out.writeNumber(value.longValue());
        }

        @Override
        public Long read(JsonParser in) throws IOException {
            return readLong(in);
        }
    };

    static final Codec<Double> DOUBLE = new Codec<>() {
        @Override
        public void write(JsonGenerator out, Double value) throws IOException {
            out.writeNumber(value.doubleValue());
        }

        @Override
        public Double read(JsonParser in) throws IOException {
            Tokens.expect(in, JsonToken.VALUE_NUMBER_FLOAT, "a floating-point number");
            return in.getDoubleValue();
        }
    };

    static final Codec<Boolean> FLAG = new Codec<>() {
        @Override
        public void write(JsonGenerator out, Boolean value) throws IOException {
            out.writeBoolean(value);
        }

        @Override
        public Boolean read(JsonParser in) throws IOException {
            JsonToken token = in.currentToken();
            if (token != JsonToken.VALUE_TRUE) {
                Tokens.expect(in, JsonToken.VALUE_FALSE, "true or false");
            }
            return token == JsonToken.VALUE_TRUE;
        }
    };

    /** Seconds since the epoch, or {@code [seconds, nanos]} if there is a fraction. */
    static final Codec<Instant> INSTANT = new Codec<>() {
        @Override
        public void write(JsonGenerator out, Instant value) throws IOException {
            writeSeconds(out, value.getEpochSecond(), value.getNano());
        }

        @Override
        public Instant read(JsonParser in) throws IOException {
            if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                return Instant.ofEpochSecond(in.getLongValue());
            }
            long seconds = readWhole(in);
            return Instant.ofEpochSecond(seconds, readNanos(in));
        }
    };

    /** Seconds, or {@code [seconds, nanos]} if there is a fraction. */
    static final Codec<Duration> DURATION = new Codec<>() {
        @Override
        public void write(JsonGenerator out, Duration value) throws IOException {
            writeSeconds(out, value.getSeconds(), value.getNano());
        }

        @Override
        public Duration read(JsonParser in) throws IOException {
            if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                return Duration.ofSeconds(in.getLongValue());
            }
            long seconds = readWhole(in);
            return Duration.ofSeconds(seconds, readNanos(in));
        }
    };

    /** Only for fields that are left out when empty. */
    static final Codec<OptionalInt> PRESENT_INT = INT.as(OptionalInt::of, OptionalInt::getAsInt);

    private static final int NANOS = 1_000_000_000;

    private Values() {}

    private static void writeSeconds(JsonGenerator out, long seconds, int nanos) throws IOException {
        if (nanos == 0) {
            out.writeNumber(seconds);
        } else {
            out.writeStartArray(out, 2);
            out.writeNumber(seconds);
            out.writeNumber(nanos);
            out.writeEndArray();
        }
    }

    private static long readWhole(JsonParser in) throws IOException {
        Tokens.expect(in, JsonToken.START_ARRAY, "seconds, or seconds and nanos");
        Tokens.next(in);
        return readLong(in);
    }

    private static int readNanos(JsonParser in) throws IOException {
        Tokens.next(in);
        int nanos = INT.read(in);
        if (nanos < 0 || nanos >= NANOS) {
            throw new JsonParseException(in, "expected nanos of 0 to 999999999, found " + nanos);
        }
        Tokens.next(in);
        Tokens.expect(in, JsonToken.END_ARRAY, "seconds and nanos only");
        return nanos;
    }

    private static long readLong(JsonParser in) throws IOException {
        Tokens.expect(in, JsonToken.VALUE_NUMBER_INT, "an integer");
        return in.getLongValue();
    }
}
