package io.berth.chaos.planted;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Copies of records with one component changed, whatever other components they have. */
final class Edited {
    private Edited() {}

    @SuppressWarnings("unchecked") // The constructor is that of the record's own class.
    static <R extends Record> R with(R original, String component, Object value) {
        RecordComponent[] components = original.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean isThere = false;
        try {
            for (int i = 0; i < components.length; i++) {
                boolean isChanged = components[i].getName().equals(component);
                isThere |= isChanged;
                values[i] = isChanged ? value : components[i].getAccessor().invoke(original);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = original.getClass().getDeclaredConstructor(types);
            if (!isThere) {
                throw new IllegalArgumentException(original.getClass() + " has no component " + component);
            }
            return (R) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot copy " + original.getClass(), e);
        }
    }
}
