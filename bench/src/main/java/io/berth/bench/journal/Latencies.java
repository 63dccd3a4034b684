package io.berth.bench.journal;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long answers took, to within a sixteenth. */
final class Latencies {
    private static final int PARTS = 16;
    private static final int PARTS_BITS = 4;

    private final AtomicLongArray counts = new AtomicLongArray(PARTS * (Long.SIZE - PARTS_BITS));

    void record(long nanos) {
        counts.incrementAndGet(index(nanos / 1_000));
    }

    void clear() {
        for (int n = 0; n < counts.length(); n++) {
            counts.set(n, 0);
        }
    }

    /** The time in milliseconds within which a part of the answers came, of all that were recorded. */
    double millis(double part) {
        long total = 0;
        for (int n = 0; n < counts.length(); n++) {
            total += counts.get(n);
        }
        long wanted = Math.round(total * part);
        long seen = 0;
        for (int n = 0; n < counts.length(); n++) {
            seen += counts.get(n);
            if (seen >= wanted && seen > 0) {
                return micros(n) / 1e3;
            }
        }
        return 0;
    }

    private static int index(long micros) {
        if (micros < PARTS) {
            return (int) micros;
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        return (exponent - PARTS_BITS + 1) * PARTS + (int) (micros >> (exponent - PARTS_BITS)) % PARTS;
    }

    private static long micros(int index) {
        if (index < PARTS) {
            return index;
        }
        int exponent = index / PARTS + PARTS_BITS - 1;
        return (long) (PARTS + index % PARTS) << (exponent - PARTS_BITS);
    }
}
