package io.berth.http.event;

import io.berth.domain.entity.Journaled;
import java.util.Map;

/**
 * One recorded event.
 *
 * @param position in the one order of all events; resumes a stream
 * @param type such as {@code service.tasks-assigned}
 * @param entity {@code kind/id}
 * @param kind of the entity
 * @param id of the entity
 * @param sequence within the entity, from 1
 * @param time when it was decided
 * @param cause who or what led to it
 * @param text one sentence for people
 * @param data the details that programs want
 */
public record EventView(
        long position,
        String type,
        String entity,
        String kind,
        String id,
        long sequence,
        String time,
        CauseView cause,
        String text,
        Map<String, Object> data) {
    /**
     * What led to an event.
     *
     * @param actor {@code user:NAME}, {@code agent:NODE} or {@code berth}
     * @param origin {@code kind/id#sequence} of an event, or {@code request:ID}
     */
    public record CauseView(String actor, String origin) {}

    public static EventView of(Journaled event) {
        return new EventView(
                event.position(),
                event.type(),
                event.entity().toString(),
                event.entity().kind().word(),
                event.entity().id(),
                event.sequence(),
                event.recorded().at().toString(),
                new CauseView(
                        event.recorded().cause().actor(),
                        event.recorded().cause().origin()),
                EventText.of(event),
                EventData.of(event.recorded().event()));
    }
}
