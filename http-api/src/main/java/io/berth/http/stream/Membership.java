package io.berth.http.stream;

import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Journaled;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.vault.VaultEvent;
import io.berth.domain.vault.VaultState;
import io.berth.http.ControlPlane;
import io.berth.http.Listing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Which labels an entity had when an event was recorded, also long ago: a stream that is resumed must show what it would
 * have shown. Of one stream, and not thread-safe; events come in their order.
 */
final class Membership {
    private final ControlPlane control;
    private final Materializer materializer;
    private final Map<EntityRef, Listing.Entry> listed = new HashMap<>();
    private final Map<EntityRef, Map<String, String>> known = new HashMap<>();

    /** @param entries the labelled entities as they were when the stream began */
    Membership(ControlPlane control, Materializer materializer, List<Listing.Entry> entries) {
        this.control = control;
        this.materializer = materializer;
        entries.forEach(entry -> listed.put(entry.entity(), entry));
    }

    /** The labels after the event; of a removed entity the last ones that it had. */
    CompletionStage<Map<String, String>> labels(Journaled event) {
        Optional<Map<String, String>> told = told(event.recorded().event());
        if (told.isPresent()) {
            known.put(event.entity(), told.get());
            return CompletableFuture.completedStage(told.get());
        }
        Map<String, String> before = known.get(event.entity());
        if (before != null) {
            return CompletableFuture.completedStage(before);
        }
        return found(event).thenApply(labels -> {
            known.put(event.entity(), labels);
            return labels;
        });
    }

    /** All labels of the entity, if the event says them. */
    private static Optional<Map<String, String>> told(EntityEvent event) {
        return switch (event) {
            case ServiceEvent.ServiceCreated created ->
                Optional.of(created.spec().labels());
            case ServiceEvent.SpecChanged changed -> Optional.of(changed.spec().labels());
            case NodeEvent.NodeUpdated(var labels, var _) -> Optional.of(labels);
            case VaultEvent.LabelsChanged(var labels) -> Optional.of(labels);
            case VaultEvent.ItemCreated _ -> Optional.of(Map.of());
            default -> Optional.empty();
        };
    }

    private CompletionStage<Map<String, String>> found(Journaled event) {
        if (!EventFilter.LABELLED.contains(event.entity().kind())) {
            return CompletableFuture.completedStage(Map.of());
        }
        Optional<Listing.Entry> entry = Optional.ofNullable(listed.get(event.entity()));
        return entry.filter(present -> isUnchangedSince(event, present))
                .map(present -> CompletableFuture.completedStage(labels(present.state())))
                .orElseGet(() -> fromHistory(
                        event, entry.map(present -> labels(present.state())).orElse(Map.of())));
    }

    private static boolean isUnchangedSince(Journaled event, Listing.Entry present) {
        boolean isSpecOlder = present.state() instanceof ServiceState service
                && event.recorded().at().isAfter(service.updatedAt());
        return present.sequence() < event.sequence() || isSpecOlder;
    }

    /** Read once for each entity whose labels may have changed since. */
    private CompletionStage<Map<String, String>> fromHistory(Journaled event, Map<String, String> present) {
        return control.history(event.entity())
                .takeWhile(past -> past.sequence() < event.sequence())
                .map(past -> told(past.recorded().event()))
                .filter(Optional::isPresent)
                .runWith(Sink.lastOption(), materializer)
                .thenApply(last -> last.flatMap(labels -> labels).orElse(present));
    }

    private static Map<String, String> labels(EntityState state) {
        return switch (state) {
            case ServiceState service -> service.spec().labels();
            case NodeState node -> node.labels();
            case VaultState vault -> vault.labels();
            default -> Map.of();
        };
    }
}
