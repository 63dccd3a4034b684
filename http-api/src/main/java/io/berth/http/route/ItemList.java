package io.berth.http.route;

import java.util.List;

/**
 * Several things.
 *
 * @param items the things
 * @param position in the event stream from which a watch goes on without a gap ({@code /events?since=})
 * @param missing what is not included and why; empty if the list is complete
 */
public record ItemList<T>(List<T> items, long position, String missing) {
    public ItemList {
        items = List.copyOf(items);
    }
}
