package io.berth.http.openapi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** JSON schemas of view records, by the name of the record. */
public final class Schemas {
    private final Map<String, Object> schemas = new TreeMap<>();

    /** A reference to the schema of a record, which is added if it is new. */
    public Map<String, Object> ref(Class<?> view) {
        if (!schemas.containsKey(view.getSimpleName())) {
            schemas.put(view.getSimpleName(), Map.of());
            Map<String, Object> properties = new LinkedHashMap<>();
            for (RecordComponent component : view.getRecordComponents()) {
                properties.put(component.getName(), of(component.getGenericType()));
            }
            schemas.put(view.getSimpleName(), Map.of("type", "object", "properties", properties));
        }
        return Map.of("$ref", "#/components/schemas/" + view.getSimpleName());
    }

    public Map<String, Object> all() {
        return schemas;
    }

    private Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = generic.getActualTypeArguments();
            Map<String, Object> last = of(arguments[arguments.length - 1]);
            if (raw == Optional.class) {
                return last;
            }
            return Collection.class.isAssignableFrom(raw)
                    ? Map.of("type", "array", "items", last)
                    : Map.of("type", "object", "additionalProperties", last);
        }
        return type instanceof Class<?> plain ? ofClass(plain) : Map.of();
    }

    private Map<String, Object> ofClass(Class<?> type) {
        if (type == String.class) {
            return Map.of("type", "string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == double.class) {
            return Map.of("type", "number");
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type) || type == OptionalInt.class) {
            return Map.of("type", "integer");
        }
        return type.isRecord() ? ref(type) : Map.of();
    }
}
