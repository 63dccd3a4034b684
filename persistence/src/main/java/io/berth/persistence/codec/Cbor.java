package io.berth.persistence.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;

/** Bytes in CBOR (RFC 8949). */
final class Cbor {
    private static final int MAX_TEXT = 16 * 1024 * 1024;
    private static final int MAX_DEPTH = 32;

    /**
     * Names are not interned, because labels are names too. Half a surrogate pair, which a cut-off message may end
     * with, is written as a replacement character: a refusal would stop the entity.
     */
    static final CBORFactory FACTORY = CBORFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_TEXT)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    private static final int FIRST_SIZE = 512;

    private Cbor() {}

    static <T> byte[] write(Codec<T> codec, T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_SIZE);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            codec.write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads the one value that {@code bytes} consist of.
     *
     * @throws NotSerializableException if they are anything else; says where
     */
    static <T> T read(Catalogue.Entry<T> entry, byte[] bytes) throws NotSerializableException {
        try (JsonParser in = FACTORY.createParser(bytes)) {
            try {
                Tokens.next(in);
                T value = entry.codec().read(in);
                if (in.nextToken() != null) {
                    throw new JsonParseException(in, "more bytes follow the value");
                }
                return value;
            } catch (IOException | RuntimeException e) {
                throw unreadable(entry.manifest(), bytes.length, in, e);
            }
        } catch (NotSerializableException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NotSerializableException unreadable(String manifest, int size, JsonParser in, Exception cause) {
        String why = cause instanceof JsonParseException parse ? parse.getOriginalMessage() : cause.toString();
        String message = "cannot read " + size + " bytes of " + manifest + " at "
                + in.getParsingContext().pathAsPointer() + ": " + why
                + "; the store is damaged, restore it from a backup";
        NotSerializableException unreadable = new NotSerializableException(message);
        unreadable.initCause(cause);
        return unreadable;
    }
}
