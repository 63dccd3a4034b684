package io.berth.domain.entity;

/**
 * What led to a command or an event.
 *
 * @param actor who started it: {@code user:NAME}, {@code agent:NODE} or {@code berth}
 * @param origin the position-free id of the event that led here, {@code kind/id#sequence}, or the id of the API request
 */
public record Cause(String actor, String origin) {
    /** A cause inside the system that no other event explains, such as a timer. */
    public static final Cause SYSTEM = new Cause("berth", "");

    /** The cause of whatever follows from event {@code sequence} of {@code entity}; the actor stays who it was. */
    public Cause then(EntityRef entity, long sequence) {
        return new Cause(actor, entity + "#" + sequence);
    }
}
