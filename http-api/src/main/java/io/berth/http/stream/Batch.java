package io.berth.http.stream;

import java.util.List;

/**
 * The next part of a stream.
 *
 * @param position up to which the reader has then seen everything that it asked for; from there it may resume
 * @param events that the reader wants; none if the batch only moves the position
 * @param end why the member ends the stream with this batch, empty if it goes on
 */
record Batch(long position, List<RenderedEvent> events, String end) {
    Batch {
        events = List.copyOf(events);
    }

    static Batch of(long position, List<RenderedEvent> events) {
        return new Batch(position, events, "");
    }

    static Batch end(long position, String reason) {
        return new Batch(position, List.of(), reason);
    }

    boolean isEnd() {
        return !end.isEmpty();
    }
}
