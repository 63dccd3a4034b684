package io.berth.http.stream;

import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Journaled;
import io.berth.domain.entity.Recorded;
import io.berth.http.event.EventTypes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Events of every type, made from their components, so that a new component is in them by itself. */
final class SampleEvents {
    /** Enough for each constant of each enum to occur. */
    private static final int VARIANTS = 12;

    private SampleEvents() {}

    /** Some of each type, with every constant that can stand in them. */
    static Stream<Journaled> all() {
        return EventTypes.classes().entrySet().stream()
                .flatMap(type -> IntStream.range(0, VARIANTS)
                        .mapToObj(variant -> journaled(type.getKey(), type.getValue(), variant)));
    }

    private static Journaled journaled(String type, Class<?> event, int variant) {
        String kind = type.substring(0, type.indexOf('.')).toUpperCase(Locale.ROOT);
        return new Journaled(
                variant + 1L,
                new EntityRef(EntityRef.Kind.valueOf(kind), "service/default/web"),
                variant + 1L,
                new Recorded<>((EntityEvent) of(event, variant), Instant.EPOCH, new Cause("berth", "")));
    }

    private static Object of(Type type, int variant) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return collection((Class<?>) generic.getRawType(), arguments, variant);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[variant % plain.getEnumConstants().length];
        }
        if (plain.isSealed()) {
            Class<?>[] permitted = plain.getPermittedSubclasses();
            return of(permitted[variant % permitted.length], variant);
        }
        return plain.isRecord() ? record(plain, variant) : scalar(plain, variant);
    }

    private static Object record(Class<?> type, int variant) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> of(component.getGenericType(), variant))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a sample of " + type, e);
        }
    }

    private static Object scalar(Class<?> type, int variant) {
        return switch (type.getName()) {
            case "java.lang.String" -> "text-" + variant;
            case "int", "java.lang.Integer" -> variant;
            case "long", "java.lang.Long" -> variant * 5_000_000_000L;
            case "double" -> variant / 10.0;
            case "boolean", "java.lang.Boolean" -> variant % 2 == 0;
            case "java.time.Instant" -> Instant.ofEpochSecond(variant);
            case "java.time.Duration" -> Duration.ofSeconds(variant);
            case "java.util.OptionalInt" -> OptionalInt.of(variant);
            case "java.util.OptionalLong" -> OptionalLong.of(variant);
            default -> throw new IllegalStateException("no sample of " + type);
        };
    }

    private static Object collection(Class<?> raw, Type[] arguments, int variant) {
        Object item = of(arguments[arguments.length - 1], variant);
        if (raw == List.class) {
            return List.of(item);
        }
        if (raw == Set.class) {
            return Set.of(item);
        }
        if (raw == Optional.class) {
            return Optional.of(item);
        }
        Map<Object, Object> map = Map.of(of(arguments[0], variant), item);
        return raw == SortedMap.class ? new TreeMap<>(map) : map;
    }
}
