package io.berth.http.event;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Journaled;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.Violation;
import io.berth.http.ControlPlane;
import io.berth.http.ControlPlane.PositionGone;
import io.berth.http.json.Json;
import io.berth.http.problem.ProblemCode;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Commands;
import io.berth.http.route.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * {@code /events}: server-sent events.
 *
 * @param commands asks entities
 */
public record EventRoutes(Commands commands) {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    private static final ByteString HEARTBEAT = ByteString.fromString(":\n\n");

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/events", "Recorded events, live and from a position on", EventView.class, this::events)
                        .query("since", "follow", "type", "service", "stack", "node", "namespace")
                        .answers("text/event-stream"));
    }

    private CompletionStage<HttpResponse> events(Call call) {
        boolean isLive = call.flag("follow", true);
        Optional<Long> since = since(call);
        return filter(call)
                .thenCompose(filter -> start(since, isLive, call).thenApply(after -> {
                    Source<ByteString, NotUsed> parts = control()
                            .events(after, isLive)
                            .filter(filter::shows)
                            .map(EventRoutes::part);
                    return Answers.stream(
                            MediaTypes.TEXT_EVENT_STREAM.toContentType(),
                            isLive ? parts.keepAlive(KEEP_ALIVE, () -> HEARTBEAT) : parts);
                }));
    }

    /** The position after which the stream starts; refuses one whose events are not kept any more. */
    private CompletionStage<Long> start(Optional<Long> since, boolean isLive, Call call) {
        if (since.isEmpty() && isLive) {
            return CompletableFuture.completedFuture(control().position());
        }
        long after = since.orElse(0L);
        return control()
                .events(after, false)
                .take(1)
                .runWith(Sink.headOption(), call.materializer())
                .handle((_, failure) -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof PositionGone gone) {
                        return since.map(wanted -> refuse(wanted, gone)).orElse(gone.earliest());
                    }
                    if (cause != null) {
                        throw new CompletionException(cause);
                    }
                    return after;
                });
    }

    private static long refuse(long wanted, PositionGone gone) {
        throw Refusal.of(
                ProblemCode.GONE,
                "cannot stream from position %d: events before %d are not kept any more; read the lists again and start from their position, or from %d"
                        .formatted(wanted, gone.earliest(), gone.earliest()),
                Map.of("earliest", gone.earliest()));
    }

    private static Optional<Long> since(Call call) {
        if (call.query("since").isPresent()) {
            return Optional.of(call.number("since", 0, 0));
        }
        return call.header("Last-Event-ID").map(id -> {
            if (!id.matches("[0-9]{1,18}")) {
                throw Refusal.malformed(
                        "cannot resume from Last-Event-ID %s: it must be the id of an event".formatted(id),
                        List.of(new Violation("Last-Event-ID", id, "must be the id of an event")));
            }
            return Long.parseLong(id);
        });
    }

    private CompletionStage<EventFilter> filter(Call call) {
        if (call.query("stack").isEmpty()) {
            return CompletableFuture.completedFuture(EventFilter.of(call, Map.of()));
        }
        return commands.list(EntityRef.Kind.SERVICE, ServiceState.class)
                .thenApply(all -> EventFilter.of(
                        call,
                        all.states().stream()
                                .collect(Collectors.groupingBy(
                                        state -> state.spec().stack(),
                                        Collectors.mapping(state -> state.id().toString(), Collectors.toSet())))));
    }

    private static ByteString part(Journaled event) {
        return ByteString.fromString("id: %d\nevent: %s\ndata: %s\n\n"
                .formatted(event.position(), event.type(), Json.line(EventView.of(event))));
    }

    private ControlPlane control() {
        return commands.control();
    }
}
