package io.berth.sharding.wire;

import io.berth.domain.command.TaskGroup;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes a value of any record of the domain by its components, so that a new component is in the samples by itself. A
 * value depends on nothing but the component's name and {@code variant}.
 */
final class Samples {
    /** Enough for each constant of each enum and each permitted record to occur. */
    static final int VARIANTS = 12;

    private final boolean isMinimal;

    private Samples(boolean isMinimal) {
        this.isMinimal = isMinimal;
    }

    /** Every field has a value of its own, collections have two items. */
    static <T> T full(Class<T> type, int variant) {
        return type.cast(new Samples(false).of(type, type.getSimpleName(), variant));
    }

    /** Every field is empty, zero or the first constant. */
    static <T> T minimal(Class<T> type) {
        return type.cast(new Samples(true).of(type, type.getSimpleName(), 0));
    }

    /** The records below a sealed interface. */
    static Stream<Class<?>> leaves(Class<?> root) {
        if (!root.isSealed()) {
            return Stream.of(root);
        }
        return Arrays.stream(root.getPermittedSubclasses()).flatMap(Samples::leaves);
    }

    private Object of(Type type, String name, int variant) {
        if (type instanceof ParameterizedType generic) {
            return collection((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), name, variant);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[isMinimal ? 0 : variant % constants.length];
        }
        if (plain.isSealed()) {
            List<Class<?>> leaves = leaves(plain).toList();
            return of(leaves.get(variant % leaves.size()), name, variant);
        }
        return plain.isRecord() ? record(plain, name, variant) : scalar(plain, name, variant);
    }

    private Object record(Class<?> type, String name, int variant) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component ->
                        of(component.getGenericType(), components.length == 1 ? name : component.getName(), variant))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a sample of " + type, e);
        }
    }

    private Object scalar(Class<?> type, String name, int variant) {
        int number = isMinimal ? 0 : Math.floorMod(name.hashCode(), 1000) + variant + 1;
        return switch (type.getName()) {
            case "java.lang.String" -> isMinimal ? "" : name + "-" + variant;
            case "int", "java.lang.Integer" -> number;
            case "long", "java.lang.Long" -> number * 5_000_000_000L;
            case "double" -> number / 1000.0;
            case "boolean", "java.lang.Boolean" -> !isMinimal && variant % 2 == 0;
            case "java.time.Instant" ->
                isMinimal ? Instant.EPOCH : Instant.ofEpochSecond(1_790_000_000L + number, 123_456_789);
            case "java.time.Duration" -> isMinimal ? Duration.ZERO : Duration.ofSeconds(number, variant);
            case "java.util.OptionalInt" -> isMinimal ? OptionalInt.empty() : OptionalInt.of(number);
            case "java.util.OptionalLong" -> isMinimal ? OptionalLong.empty() : OptionalLong.of(number);
            default -> throw new IllegalStateException("no sample of " + type);
        };
    }

    private Object collection(Class<?> raw, Type[] arguments, String name, int variant) {
        List<Object> items = new ArrayList<>();
        Type itemType = arguments[arguments.length - 1];
        for (int i = 0; i < (isMinimal ? 0 : 2); i++) {
            items.add(of(itemType, name, variant + i));
        }
        if (raw == List.class) {
            return List.copyOf(items);
        }
        if (raw == Set.class) {
            return new LinkedHashSet<>(items);
        }
        if (raw == Optional.class) {
            return items.stream().findFirst();
        }
        if (raw != Map.class && raw != SortedMap.class) {
            throw new IllegalStateException("no sample of " + raw);
        }
        Map<Object, Object> map = raw == SortedMap.class ? new TreeMap<>() : new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            map.put(key((Class<?>) arguments[0], items.get(i), name, variant + i), items.get(i));
        }
        return map;
    }

    /** The key that the item itself holds, if it holds one. */
    private Object key(Class<?> type, Object item, String name, int variant) {
        if (item instanceof TaskGroup group) {
            return group.key();
        }
        if (item instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                if (component.getType() == type) {
                    try {
                        return component.getAccessor().invoke(record);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException("cannot read " + component, e);
                    }
                }
            }
        }
        return of(type, name + "-key", variant);
    }
}
