package io.berth.chaos.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** Virtual time: everything that is going to happen, in one order. Time passes only between two entries. */
public final class Agenda {
    /** When every simulation begins. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private record Entry(long at, long order, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long count;
    private long steps;

    public Instant now() {
        return START.plusNanos(now * 1_000);
    }

    /** Time since the start. */
    public Duration passed() {
        return Duration.ofNanos(now * 1_000);
    }

    /** Time since the start in microseconds, the grain of virtual time. */
    public long micros() {
        return now;
    }

    /** How many entries have happened. */
    public long steps() {
        return steps;
    }

    /** Enters something that happens after {@code delay}; of two at the same time the one entered first. */
    public void after(Duration delay, Runnable what) {
        afterMicros(delay.toNanos() / 1_000, what);
    }

    public void afterMicros(long delay, Runnable what) {
        entries.add(new Entry(now + Math.max(0, delay), count++, what));
    }

    /**
     * Lets the next thing happen.
     *
     * @param until nothing later than this happens; if nothing is left before, time moves there
     * @return whether anything happened
     */
    public boolean step(Duration until) {
        long end = until.toNanos() / 1_000;
        Entry next = entries.peek();
        if (next == null || next.at > end) {
            now = Math.max(now, end);
            return false;
        }
        entries.poll();
        now = next.at;
        steps++;
        next.what.run();
        return true;
    }
}
