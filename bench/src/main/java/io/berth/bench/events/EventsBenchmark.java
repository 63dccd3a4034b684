package io.berth.bench.events;

import com.sun.management.OperatingSystemMXBean;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.RuntimeChoice;
import io.berth.node.wiring.Member;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Many follow the events of one member while configs are written at a steady rate: how late does each event come? */
public final class EventsBenchmark {
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 20;
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private EventsBenchmark() {}

    /** Arguments: an empty folder, how many readers, events a second. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = Integer.parseInt(arguments[1]);
        int rate = Integer.parseInt(arguments[2]);
        MemberConfig config = new MemberConfig(
                Path.of(arguments[0]),
                "127.0.0.1",
                0,
                0,
                RuntimeChoice.SIMULATED,
                "bench",
                MemberConfig.DEFAULT_SHARDS);
        try (Member member = Member.start(config);
                HttpClient client = HttpClient.newHttpClient()) {
            URI address = member.address();
            Readers readers = new Readers(new InetSocketAddress(address.getHost(), address.getPort()), count);
            while (readers.following() < count) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            write(client, address, rate, WARM_UP_SECONDS);
            readers.measure();
            long before = readers.received();
            long cpuBefore = MACHINE.getProcessCpuTime();
            write(client, address, rate, SECONDS);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
            long received = readers.received() - before;
            double cpu = (MACHINE.getProcessCpuTime() - cpuBefore) / 1e3 / received;
            int left = readers.following();
            readers.close();
            print(count, left, rate, received, cpu, readers.lags());
        }
    }

    private static void write(HttpClient client, URI address, int rate, int seconds)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < rate * seconds; i++) {
            long due = start + TimeUnit.SECONDS.toNanos(i) / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            HttpRequest request = HttpRequest.newBuilder(address.resolve("/berth/v1/configs/bench"))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"text\": \"%d\"}".formatted(System.nanoTime())))
                    .build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new IOException("a write was refused with status " + status);
            }
        }
    }

    private static void print(int readers, int left, int rate, long received, double cpu, long[] lags) {
        System.out.println(String.format(
                Locale.ROOT,
                "EVENTS %d readers (%d to the end), %d writes/s: %,d events received, lag p50 %.1f ms, p99 %.1f ms,"
                        + " p99.9 %.1f ms, most %.1f ms, processor time %.1f us per event received (member and reader),"
                        + " load %.1f",
                readers,
                left,
                rate,
                received,
                at(lags, 0.5),
                at(lags, 0.99),
                at(lags, 0.999),
                at(lags, 1),
                cpu,
                MACHINE.getSystemLoadAverage()));
    }

    private static double at(long[] lags, double part) {
        return lags.length == 0 ? 0 : lags[(int) Math.min(lags.length - 1L, (long) (part * lags.length))] / 1e3;
    }
}
