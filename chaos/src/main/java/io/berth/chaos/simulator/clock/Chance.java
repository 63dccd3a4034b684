package io.berth.chaos.simulator.clock;

import java.time.Duration;
import java.util.List;

/** Seeded chance (SplitMix64): the same seed always draws the same, on every machine and in every release. */
public final class Chance {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    public Chance(long seed) {
        state = mix(seed);
    }

    /** An independent stream with a name: what one part of a world draws does not shift what another one draws. */
    public static Chance of(long seed, String name) {
        long hash = mix(seed);
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash + name.charAt(i) * GAMMA);
        }
        return new Chance(hash);
    }

    public long next() {
        state += GAMMA;
        return mix(state);
    }

    /** From 0 to {@code bound - 1}. */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** From {@code least} to {@code most}, both included. */
    public int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** From {@code least} to {@code most} in steps of a microsecond. */
    public Duration between(Duration least, Duration most) {
        long span = most.minus(least).toNanos() / 1_000;
        return span <= 0 ? least : least.plusNanos(Long.remainderUnsigned(next(), span + 1) * 1_000);
    }

    /** Whether something of this probability happens. */
    public boolean happens(double probability) {
        return probability > 0 && (next() >>> 11) * 0x1.0p-53 < probability;
    }

    public <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
