package io.berth.persistence.cassandra;

import io.berth.persistence.plugin.StaleWrite;
import java.util.List;
import java.util.Optional;

/** Writes events of one entity and gives them their places in the order of their shard. */
final class EventAppend implements Mutation<List<Optional<Exception>>> {
    private final String log;
    private final Tails tails;
    private final boolean isListed;
    private final String id;
    private final long epoch;
    private final List<Event> events;
    private final List<Optional<Exception>> outcomes;
    private final long weight;

    /** An event that is ready to be written. */
    record Event(long sequence, Body body) {}

    /** Events that may be written in {@code epoch} only, in which the entity was recovered. */
    EventAppend(
            String log,
            Tails tails,
            boolean isListed,
            String id,
            long epoch,
            List<Event> events,
            List<Optional<Exception>> outcomes) {
        this.log = log;
        this.tails = tails;
        this.isListed = isListed;
        this.id = id;
        this.epoch = epoch;
        this.events = events;
        this.outcomes = outcomes;
        this.weight = events.stream()
                .mapToLong(event -> event.body().bytes().length + 2L * id.length())
                .sum();
    }

    @Override
    public long weight() {
        return weight;
    }

    @Override
    public void stage(Staging staging) {
        if (events.isEmpty()) {
            return;
        }
        long first = events.getFirst().sequence();
        if (staging.epoch() != epoch) {
            throw Fenced.notRecovered(LogNames.spoken(log), id);
        }
        long highest = tails.of(epoch, id).orElseThrow(() -> Fenced.notRecovered(LogNames.spoken(log), id));
        if (first <= highest) {
            throw new StaleWrite(id, first, highest);
        }
        staging.touch(id);
        long place = isListed ? staging.list(run()) : 0;
        for (Event event : events) {
            staging.put(new LogRow(RowKind.EVENT, id, event.sequence(), place, staging.epoch(), event.body()));
            place += isListed ? 1 : 0;
        }
        tails.know(staging.epoch(), id, events.getLast().sequence());
    }

    private Run run() {
        long bytes = events.stream().mapToLong(event -> event.body().length()).sum();
        return new Run(id, events.getFirst().sequence(), events.size(), bytes);
    }

    @Override
    public List<Optional<Exception>> committed() {
        return outcomes;
    }
}
