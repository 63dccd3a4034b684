package io.berth.http.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.berth.domain.spec.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The API's JSON: records in camelCase. A component that is left out or null reads as empty, zero or false; an empty
 * {@code Optional} is not written. Reading is strict: no unknown fields, no doubles, no text after the end.
 */
public final class Json {
    private static final String UNKNOWN = "unknown";

    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .addHandler(new CollectUnknown())
                .build();
        mapper.setDefaultSetterInfo(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.FAIL));
        return mapper;
    }

    /** Writes a view record, a map or a list. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a view record, a map or a list on one line. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value as maps, lists, texts and numbers. */
    public static Object tree(Object value) {
        return MAPPER.convertValue(value, Object.class);
    }

    /**
     * Reads a record.
     *
     * @throws BadJson if the text is no JSON, has unknown fields or values of the wrong kind
     */
    public static <T> T read(byte[] bytes, Class<T> type) {
        List<Violation> unknown = new ArrayList<>();
        try {
            T value = MAPPER.readerFor(type).withAttribute(UNKNOWN, unknown).readValue(bytes);
            if (!unknown.isEmpty()) {
                throw BadJson.fields(unknown);
            }
            if (value == null) {
                throw BadJson.malformed("null where an object is wanted");
            }
            return value;
        } catch (JacksonException e) {
            throw BadJson.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on after an unknown field, so that all of them can be named at once. */
    private static final class CollectUnknown extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                @Nullable JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String property)
                throws IOException {
            if (!(context.getAttribute(UNKNOWN) instanceof List<?> list)) {
                return false;
            }
            @SuppressWarnings("unchecked")
            List<Violation> unknown = (List<Violation>) list;
            JsonStreamContext here = parser.getParsingContext();
            JsonStreamContext outer = parser.currentToken().isStructStart() ? here.getParent() : here;
            String pointer = outer.pathAsPointer().toString();
            unknown.add(new Violation(
                    once(FieldPath.ofPointer(pointer), property), "", "is not a known field; take it out"));
            parser.skipChildren();
            return true;
        }

        /** Jackson reads some fields from a buffer, whose path names the field once more. */
        private static String once(String path, String property) {
            return path.endsWith("." + property)
                            && path.substring(0, path.length() - property.length() - 1)
                                    .endsWith(property)
                    ? path.substring(0, path.length() - property.length() - 1)
                    : path;
        }
    }
}
