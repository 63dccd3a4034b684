package io.berth.http;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Journaled;
import io.berth.http.ControlPlane.PositionGone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;

/** A list for a journal, which can be followed. */
public final class InMemoryJournal {
    private final List<Journaled> events = new ArrayList<>();
    private CompletableFuture<Boolean> more = new CompletableFuture<>();
    private long earliest = 1;

    public synchronized void add(Journaled event) {
        events.add(event);
        CompletableFuture<Boolean> waiting = more;
        more = new CompletableFuture<>();
        waiting.complete(true);
    }

    /** Forgets the events before a position. */
    public synchronized void keepFrom(long position) {
        earliest = position;
    }

    public synchronized long earliest() {
        return earliest;
    }

    public synchronized long position() {
        return events.size();
    }

    public synchronized List<Journaled> of(EntityRef entity) {
        return events.stream().filter(event -> event.entity().equals(entity)).toList();
    }

    /** As {@link ControlPlane#events}. */
    public synchronized Source<Journaled, NotUsed> events(long after, boolean isLive) {
        if (after < earliest - 1) {
            return Source.failed(new PositionGone(earliest));
        }
        return isLive ? Source.unfoldAsync(after, this::next).mapConcat(part -> part) : Source.from(after(after));
    }

    private synchronized CompletionStage<Optional<Pair<Long, List<Journaled>>>> next(long after) {
        if (after < position()) {
            return CompletableFuture.completedStage(Optional.of(Pair.create(position(), after(after))));
        }
        return more.thenCompose(_ -> next(after));
    }

    private List<Journaled> after(long after) {
        return events.stream().filter(event -> event.position() > after).toList();
    }
}
