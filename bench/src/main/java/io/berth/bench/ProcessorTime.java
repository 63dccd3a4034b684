package io.berth.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;

/** How much of a processor one call takes: other processes on the machine count for little, unlike in wall-clock time. */
final class ProcessorTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long WARM_UP = Duration.ofMillis(1500).toNanos();
    private static final long ROUND = Duration.ofMillis(100).toNanos();
    private static final int ROUNDS = 9;

    private ProcessorTime() {}

    /** The median of some rounds, in nanoseconds for each call. */
    static double perCall(Runnable call) {
        repeated(call, WARM_UP);
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            rounds[round] = repeated(call, ROUND);
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static double repeated(Runnable call, long atLeast) {
        long start = now();
        long spent = 0;
        long calls = 0;
        for (int batch = 1; spent < atLeast; batch = Math.min(batch * 2, 1 << 12)) {
            for (int i = 0; i < batch; i++) {
                call.run();
            }
            calls += batch;
            spent = now() - start;
            if (spent > 0 && (double) spent / calls * batch * 2 > atLeast) {
                batch = 1;
            }
        }
        return (double) spent / calls;
    }
}
