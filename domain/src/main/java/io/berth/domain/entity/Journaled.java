package io.berth.domain.entity;

/**
 * A recorded event with its place in the journal, as streams and histories carry it.
 *
 * @param position in the one order of all events; only grows
 * @param entity whose event it is
 * @param sequence of the event within the entity, from 1
 * @param recorded the event
 */
public record Journaled(long position, EntityRef entity, long sequence, Recorded<?> recorded) {
    /** The type as streams and journals spell it: {@code service.tasks-assigned} for {@code TasksAssigned}. */
    public String type() {
        return type(entity.kind(), recorded.event().getClass());
    }

    /** The type of such an event of an entity of that kind. */
    public static String type(EntityRef.Kind kind, Class<?> event) {
        return kind.word() + "."
                + event.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }
}
