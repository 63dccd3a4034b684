package io.berth.http;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import java.util.List;

/**
 * All entities of one kind.
 *
 * @param entries in no particular order
 * @param position in the event stream from which a watch goes on without a gap
 * @param missing what is not included and why, empty if the listing is complete
 */
public record Listing(List<Entry> entries, long position, String missing) {
    public Listing {
        entries = List.copyOf(entries);
    }

    /**
     * One entity.
     *
     * @param entity its address
     * @param sequence of its last event
     * @param state after that event
     */
    public record Entry(EntityRef entity, long sequence, EntityState state) {}
}
