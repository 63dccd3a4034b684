package io.berth.http.event;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.entity.Journaled;
import io.berth.domain.fleet.NodeId;
import io.berth.http.ControlPlane;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Endpoint;
import io.berth.http.route.ItemList;
import io.berth.http.route.Names;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * {@code /KIND/NAME/history}: the events of one entity, also of one that is removed.
 *
 * @param control has the histories
 */
public record HistoryRoutes(ControlPlane control) {
    /** An answer has this many of the newest events unless {@code ?limit=} says otherwise. */
    private static final int USUAL_LIMIT = 1_000;

    public List<Endpoint> endpoints() {
        return Stream.of(Kind.SERVICE, Kind.NODE, Kind.SECRET, Kind.CONFIG)
                .map(this::endpoint)
                .toList();
    }

    private Endpoint endpoint(Kind kind) {
        String path = "/%ss/{name}/history".formatted(kind.word());
        return Endpoint.get(path, "What has happened to a " + kind.word(), EventView.class, call -> history(kind, call))
                .query("limit", "namespace");
    }

    private CompletionStage<HttpResponse> history(Kind kind, Call call) {
        EntityRef entity = ref(kind, call);
        long limit = call.number("limit", USUAL_LIMIT, 1);
        return control.history(entity)
                .runWith(
                        Sink.fold(new ArrayDeque<Journaled>(), (newest, event) -> keep(newest, event, limit)),
                        call.materializer())
                .thenApply(events -> {
                    if (events.isEmpty()) {
                        throw Refusal.notFound(
                                "nothing has ever happened to %s: there is no such thing".formatted(entity));
                    }
                    return Answers.ok(new ItemList<>(
                            events.stream().map(EventView::of).toList(),
                            events.getLast().position(),
                            ""));
                });
    }

    private static ArrayDeque<Journaled> keep(ArrayDeque<Journaled> newest, Journaled event, long limit) {
        newest.add(event);
        if (newest.size() > limit) {
            newest.remove();
        }
        return newest;
    }

    private static EntityRef ref(Kind kind, Call call) {
        return switch (kind) {
            case SERVICE -> Names.service(call).ref();
            case NODE -> new NodeId(call.path("name")).ref();
            case SECRET, CONFIG, CLAIM, CLUSTER -> Names.vault(kind, call);
        };
    }
}
