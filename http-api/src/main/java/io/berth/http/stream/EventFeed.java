package io.berth.http.stream;

import io.berth.http.ControlPlane;
import io.berth.http.ControlPlane.PositionGone;
import io.berth.http.stream.StreamItem.End;
import io.berth.http.stream.StreamItem.Shown;
import io.berth.http.stream.StreamItem.Skipped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The events after a position for one reader: from the journal until it has caught up, then from the {@link Tail}. It
 * goes at the reader's pace and holds one page of events at most; a reader that is too slow is cut off with the position
 * from which it can resume.
 */
final class EventFeed {
    private final ControlPlane control;
    private final StreamLimits limits;
    private final Tail tail;

    EventFeed(ControlPlane control, StreamLimits limits) {
        this.control = control;
        this.limits = limits;
        this.tail = new Tail(control, limits);
    }

    /** How many readers follow live events at present. */
    int readers() {
        return tail.readers();
    }

    /** The newest position that live readers can have seen. */
    long newest() {
        return tail.newest();
    }

    /** The events up to the newest one; what the filter leaves out is left out. */
    Source<StreamItem, NotUsed> past(long after, EventFilter filter) {
        return control.events(after, false)
                .map(RenderedEvent::new)
                .mapAsync(1, event -> filtered(new Shown(event), filter));
    }

    /** Goes on for ever, unless the reader or the journal cannot. */
    Source<StreamItem, NotUsed> live(long after, EventFilter filter) {
        return Source.fromMaterializer((materializer, _) -> live(after, filter, materializer))
                .mapMaterializedValue(_ -> NotUsed.getInstance());
    }

    private Source<StreamItem, NotUsed> live(long after, EventFilter filter, Materializer materializer) {
        tail.enter(materializer);
        AtomicLong seen = new AtomicLong(after);
        return Source.unfoldAsync(new Place(after, false, false), place -> step(place, materializer))
                .mapConcat(step -> step)
                .mapAsync(1, item -> filtered(item, filter))
                .map(item -> {
                    seen.set(item.position());
                    return item;
                })
                .recover(new PFBuilder<Throwable, StreamItem>()
                        .match(Throwable.class, failure -> new End(seen.get(), reason(failure)))
                        .build())
                .backpressureTimeout(limits.patience())
                .watchTermination((nothing, done) -> {
                    var _ = done.whenComplete((_, _) -> tail.leave());
                    return nothing;
                });
    }

    /**
     * Where a reader is.
     *
     * @param position up to which it was given everything
     * @param hasCaughtUp whether it has ever seen the newest event
     * @param isEnded whether it was told that nothing follows
     */
    private record Place(long position, boolean hasCaughtUp, boolean isEnded) {}

    private CompletionStage<Optional<Pair<Place, List<StreamItem>>>> step(Place place, Materializer materializer) {
        if (place.isEnded()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        long behind = tail.newest() - place.position();
        if (place.hasCaughtUp() && behind > limits.lagMax()) {
            End end = new End(
                    place.position(),
                    "too slow: %d events behind, the most is %d; resume after position %d"
                            .formatted(behind, limits.lagMax(), place.position()));
            return CompletableFuture.completedStage(
                    Optional.of(Pair.create(new Place(place.position(), true, true), List.of(end))));
        }
        return page(place, materializer).thenApply(events -> {
            long reached =
                    events.isEmpty() ? place.position() : events.getLast().position();
            boolean hasCaughtUp = place.hasCaughtUp() || reached >= tail.newest();
            return Optional.of(Pair.create(
                    new Place(reached, hasCaughtUp, false),
                    events.stream().<StreamItem>map(Shown::new).toList()));
        });
    }

    private CompletionStage<List<RenderedEvent>> page(Place place, Materializer materializer) {
        Optional<List<RenderedEvent>> kept = tail.after(place.position(), limits.page());
        if (kept.isEmpty()) {
            return control.events(place.position(), false)
                    .take(limits.page())
                    .map(RenderedEvent::new)
                    .runWith(Sink.seq(), materializer)
                    .thenCompose(
                            events -> events.isEmpty() ? awaited(place) : CompletableFuture.completedStage(events));
        }
        return kept.get().isEmpty() ? awaited(place) : CompletableFuture.completedStage(kept.get());
    }

    private CompletionStage<List<RenderedEvent>> awaited(Place place) {
        return tail.await(place.position()).thenApply(_ -> List.of());
    }

    private static CompletionStage<StreamItem> filtered(StreamItem item, EventFilter filter) {
        return item instanceof Shown(RenderedEvent event)
                ? filter.shows(event.event(), event.type())
                        .thenApply(isShown -> isShown ? item : new Skipped(item.position()))
                : CompletableFuture.completedStage(item);
    }

    private static String reason(Throwable failure) {
        return failure instanceof PositionGone gone
                ? gone.getMessage() + "; start from position " + gone.earliest()
                : "the journal cannot be read at present: " + failure.getMessage();
    }
}
