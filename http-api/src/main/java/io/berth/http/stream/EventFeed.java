package io.berth.http.stream;

import io.berth.http.ControlPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** The events after a position for one reader: from the journal until it has caught up, then from the {@link Tail}. */
final class EventFeed {
    private final ControlPlane control;
    private final StreamLimits limits;
    private final Tail tail;

    EventFeed(ControlPlane control, StreamLimits limits) {
        this.control = control;
        this.limits = limits;
        this.tail = new Tail(control, limits);
    }

    StreamLimits limits() {
        return limits;
    }

    Tail tail() {
        return tail;
    }

    /** How many readers follow live events at present. */
    int readers() {
        return tail.readers();
    }

    /** The events up to the newest one; what the filter leaves out is left out. */
    Source<Batch, NotUsed> past(long after, EventFilter filter) {
        return control.events(after, false)
                .map(RenderedEvent::new)
                .grouped(limits.page())
                .mapAsync(1, events -> filtered(events, filter));
    }

    /** Goes on for ever, unless the reader or the journal cannot. */
    Source<Batch, NotUsed> live(long after, EventFilter filter) {
        return Source.fromGraph(new FollowerStage(this, after, filter));
    }

    /** A page of events from the journal; empty if there are none yet. */
    CompletionStage<List<RenderedEvent>> page(long after, Materializer materializer) {
        return control.events(after, false)
                .take(limits.page())
                .map(RenderedEvent::new)
                .runWith(Sink.seq(), materializer);
    }

    /** Those events that the filter shows, in their order. */
    static CompletionStage<Batch> filtered(List<RenderedEvent> events, EventFilter filter) {
        long reached = events.getLast().position();
        if (filter.labels().isEmpty()) {
            return CompletableFuture.completedStage(Batch.of(
                    reached,
                    events.stream()
                            .filter(event -> filter.matches(event.event(), event.type()))
                            .toList()));
        }
        CompletionStage<List<RenderedEvent>> shown = CompletableFuture.completedStage(new ArrayList<>());
        for (RenderedEvent event : events) {
            shown = shown.thenCombine(filter.shows(event.event(), event.type()), (list, isShown) -> {
                if (isShown) {
                    list.add(event);
                }
                return list;
            });
        }
        return shown.thenApply(list -> Batch.of(reached, list));
    }
}
