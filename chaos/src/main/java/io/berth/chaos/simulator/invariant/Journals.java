package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.world.Journal;
import io.berth.chaos.simulator.world.Log;
import io.berth.chaos.simulator.world.Request;
import io.berth.chaos.simulator.world.Witness;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * S1 what was acknowledged is durable, S2 one writer, S3 what was refused has no effect, S16 the same state from the
 * first event on as from what was remembered.
 */
final class Journals implements Witness {
    private final Finding.Book book;
    private final Supplier<Journal> journal;
    private final Set<String> refused = new HashSet<>();

    Journals(Finding.Book book, Supplier<Journal> journal) {
        this.book = book;
        this.journal = journal;
    }

    @Override
    public void recorded(Entry<?, ?> entry) {
        Log<?, ?> log = entry.log();
        List<Long> epochs = log.epochs();
        int last = epochs.size() - 1;
        if (last > 0 && epochs.get(last) < epochs.get(last - 1)) {
            book.add(
                    "S2",
                    "%s: event %d was written in epoch %d after one of epoch %d"
                            .formatted(log.entity(), last + 1, epochs.get(last), epochs.get(last - 1)));
        }
        String origin = entry.recorded().cause().origin();
        if (refused.contains(origin)) {
            refusedHasEffect(log, origin);
        }
    }

    @Override
    public void written(Log<?, ?> log, int batch, int written) {
        if (written > 0 && written < batch) {
            book.add("S3", "%s: %d of a batch of %d events are written".formatted(log.entity(), written, batch));
        }
    }

    @Override
    public void opened(Log<?, ?> log, EntityState found) {
        if (!log.replayed().equals(found)) {
            book.add(
                    "S16",
                    "%s: the newest snapshot gives another state than the replay of all %d events"
                            .formatted(log.entity(), log.sequence()));
        }
    }

    @Override
    public void answered(Request request, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted(var _, long sequence) -> {
                long durable =
                        journal.get().find(request.entity()).map(Log::sequence).orElse(0L);
                if (durable < sequence) {
                    book.add(
                            "S1",
                            "%s: request %s was acknowledged at event %d, the journal ends at %d"
                                    .formatted(request.entity(), request.id(), sequence, durable));
                }
            }
            case Outcome.Rejected _ -> {
                refused.add(request.id());
                journal.get()
                        .find(request.entity())
                        .filter(log -> log.events().stream()
                                .anyMatch(event -> event.cause().origin().equals(request.id())))
                        .ifPresent(log -> refusedHasEffect(log, request.id()));
            }
            case Outcome.Unknown _ -> {}
        }
    }

    /** A put that is refused may have claimed ports before; it gives them back, which S11 watches. */
    private void refusedHasEffect(Log<?, ?> log, String origin) {
        if (log.entity().kind() != EntityRef.Kind.CLAIM) {
            book.add("S3", "%s: request %s was refused and has an effect".formatted(log.entity(), origin));
        }
    }
}
