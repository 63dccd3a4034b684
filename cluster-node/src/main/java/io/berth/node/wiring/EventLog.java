package io.berth.node.wiring;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Journaled;
import io.berth.domain.entity.Recorded;
import io.berth.http.ControlPlane;
import io.berth.persistence.query.EventQueries;
import io.berth.persistence.query.PositionGone;
import io.berth.persistence.query.PositionedEvent;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Sequence;
import org.apache.pekko.stream.javadsl.Source;

/** The journal as streams of domain events. */
final class EventLog {
    private static final Set<String> KINDS =
            Stream.of(EntityRef.Kind.values()).map(EntityRef.Kind::word).collect(Collectors.toSet());

    private final EventQueries journal;

    EventLog(EventQueries journal) {
        this.journal = journal;
    }

    Source<Journaled, NotUsed> events(long after, boolean isLive) {
        return journal.eventsByPosition(after, isLive)
                .filter(event -> event.event() instanceof Recorded)
                .map(EventLog::journaled)
                .mapError(new PFBuilder<Throwable, Throwable>()
                        .match(PositionGone.class, gone -> new ControlPlane.PositionGone(gone.earliest()))
                        .build());
    }

    Source<Journaled, NotUsed> history(EntityRef entity) {
        return journal.currentEventsByPersistenceId(entity.kind().word() + "|" + entity.id(), 1, Long.MAX_VALUE)
                .filter(envelope -> envelope.event() instanceof Recorded)
                .map(envelope -> journaled(entity, envelope));
    }

    long position() {
        return journal.latestPosition();
    }

    long earliest() {
        return journal.earliestPosition();
    }

    private static Journaled journaled(PositionedEvent event) {
        EntityRef entity = ref(event.persistenceId())
                .orElseThrow(
                        () -> new IllegalStateException("no entity has the persistence id " + event.persistenceId()));
        return new Journaled(event.position(), entity, event.sequence(), (Recorded<?>) event.event());
    }

    private static Journaled journaled(EntityRef entity, EventEnvelope envelope) {
        long position = envelope.offset() instanceof Sequence sequence ? sequence.value() : 0;
        return new Journaled(position, entity, envelope.sequenceNr(), (Recorded<?>) envelope.event());
    }

    /** Reads {@code kind|id}; other persistence ids are the framework's own. */
    private static Optional<EntityRef> ref(String persistenceId) {
        int bar = persistenceId.indexOf('|');
        return bar > 0 && KINDS.contains(persistenceId.substring(0, bar))
                ? Optional.of(new EntityRef(
                        EntityRef.Kind.valueOf(persistenceId.substring(0, bar).toUpperCase(Locale.ROOT)),
                        persistenceId.substring(bar + 1)))
                : Optional.empty();
    }
}
