package io.berth.persistence.cassandra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives positions to the events of shards up to their tails. */
final class StreamAppend implements Mutation<Long> {
    private final List<Tail> tails;
    private final long epoch;
    private final Map<String, Long> merged;
    private final Map<String, Long> raised = new HashMap<>();
    private long position;

    /** How far a shard's events go. */
    record Tail(String log, long place) {}

    /** {@code merged} is how far each shard had positions in {@code epoch}; changed when this is done. */
    StreamAppend(List<Tail> tails, long epoch, Map<String, Long> merged) {
        this.tails = tails;
        this.epoch = epoch;
        this.merged = merged;
    }

    @Override
    public long weight() {
        return 100L * tails.size();
    }

    @Override
    public void stage(Staging staging) {
        if (staging.epoch() != epoch) {
            throw Fenced.notRecovered("the one order", "the sequencer");
        }
        for (Tail tail : tails) {
            long from = raised.getOrDefault(tail.log(), merged.getOrDefault(tail.log(), 0L)) + 1;
            if (tail.place() >= from) {
                int count = Math.toIntExact(tail.place() - from + 1);
                long first = staging.list(new Run(tail.log(), from, count, 0));
                position = first + count - 1;
                staging.put(LogRow.number(RowKind.POSITION, tail.log(), from, first, epoch));
                raised.put(tail.log(), tail.place());
            }
        }
        raised.forEach((log, place) -> staging.put(LogRow.number(RowKind.MERGED, log, 0, place, epoch)));
    }

    /** The last position given, 0 if none was. */
    @Override
    public Long committed() {
        merged.putAll(raised);
        return position;
    }
}
