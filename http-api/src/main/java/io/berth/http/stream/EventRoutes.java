package io.berth.http.stream;

import io.berth.domain.spec.Violation;
import io.berth.http.ControlPlane;
import io.berth.http.ControlPlane.PositionGone;
import io.berth.http.Listing;
import io.berth.http.event.EventView;
import io.berth.http.node.NodeNames;
import io.berth.http.problem.ProblemCode;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Endpoint;
import io.berth.http.route.ItemList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** {@code /events}: server-sent events, or the same over WebSocket if the client asks for an upgrade. */
public final class EventRoutes {
    private static final String DOCUMENT = "asyncapi.json";

    /** Another member may have told a client of events that this one has not seen yet; not of more than these. */
    private static final long LEAD_MAX = 10_000;

    private final ControlPlane control;
    private final EventFeed feed;

    public EventRoutes(ControlPlane control, StreamLimits limits) {
        this.control = control;
        this.feed = new EventFeed(control, limits);
    }

    /** How many clients follow live events at present. */
    public int readers() {
        return feed.readers();
    }

    public List<Endpoint> endpoints() {
        String[] parameters = Stream.concat(Stream.of("since", "follow"), EventFilter.PARAMETERS.stream())
                .toArray(String[]::new);
        return List.of(
                Endpoint.get("/events", "Recorded events, live and from a position on", EventView.class, this::events)
                        .query(parameters)
                        .answers("text/event-stream"),
                Endpoint.get("/" + DOCUMENT, "The AsyncAPI document of /events", ItemList.class, this::document));
    }

    private CompletionStage<HttpResponse> events(Call call) {
        boolean isLive = call.flag("follow", true);
        Optional<Long> since = since(call);
        return filter(call)
                .thenCompose(filter -> start(since, isLive, call).thenApply(after -> {
                    Source<Batch, NotUsed> batches = isLive ? feed.live(after, filter) : feed.past(after, filter);
                    return EventSocket.isWanted(call)
                            ? EventSocket.answer(call, batches)
                            : SentEvents.answer(after, batches, isLive);
                }));
    }

    /** The position after which the stream starts; refuses one whose events are not kept any more. */
    private CompletionStage<Long> start(Optional<Long> since, boolean isLive, Call call) {
        if (since.isEmpty() && isLive) {
            return CompletableFuture.completedFuture(control.position());
        }
        long after = since.orElse(0L);
        if (after > control.position() + LEAD_MAX) {
            throw Refusal.of(
                    ProblemCode.GONE,
                    "cannot stream from position %d: the newest event is %d, so that position is of another journal; read the lists again and start from their position"
                            .formatted(after, control.position()),
                    Map.of("earliest", control.earliest()));
        }
        return control.events(after, false)
                .take(1)
                .runWith(Sink.headOption(), call.materializer())
                .handle((_, failure) -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof PositionGone gone) {
                        return since.map(wanted -> refuse(wanted, gone.earliest()))
                                .orElse(gone.earliest() - 1);
                    }
                    if (cause != null) {
                        throw new CompletionException(cause);
                    }
                    return after;
                });
    }

    private static long refuse(long wanted, long earliest) {
        throw Refusal.of(
                ProblemCode.GONE,
                "cannot stream from position %d: events before %d are not kept any more; read the lists again and start from their position, or from %d"
                        .formatted(wanted, earliest, earliest - 1),
                Map.of("earliest", earliest));
    }

    /** A browser that connects again sends its old address with the header, so the header counts. */
    private static Optional<Long> since(Call call) {
        Optional<String> last = call.header("Last-Event-ID").filter(id -> !id.isEmpty());
        if (last.isEmpty()) {
            return call.query("since").map(_ -> call.number("since", 0, 0));
        }
        return last.map(id -> {
            if (!id.matches("[0-9]{1,18}")) {
                throw Refusal.malformed(
                        "cannot resume from Last-Event-ID %s: it must be the id of an event".formatted(id),
                        List.of(new Violation("Last-Event-ID", id, "must be the id of an event")));
            }
            return Long.parseLong(id);
        });
    }

    private CompletionStage<EventFilter> filter(Call call) {
        Optional<String> node = call.query("node").map(name -> NodeNames.id(name, control.fleet()));
        Membership none = new Membership(control, call.materializer(), List.of());
        EventFilter filter = EventFilter.of(call, node, none);
        if (filter.labels().isEmpty()) {
            return CompletableFuture.completedFuture(filter);
        }
        CompletionStage<List<Listing.Entry>> all = CompletableFuture.completedStage(new ArrayList<>());
        for (var kind : EventFilter.LABELLED) {
            all = all.thenCombine(control.list(kind), (entries, listing) -> {
                entries.addAll(listing.entries());
                return entries;
            });
        }
        return all.thenApply(
                entries -> EventFilter.of(call, node, new Membership(control, call.materializer(), entries)));
    }

    private CompletionStage<HttpResponse> document(Call call) {
        try (InputStream file = Objects.requireNonNull(EventRoutes.class.getResourceAsStream(DOCUMENT))) {
            return Answers.now(HttpResponse.create()
                    .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, file.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
