package io.berth.node.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long some thread of this machine has waited for a CPU, as Linux counts it.
 *
 * @param waitedMicros since the machine was started
 */
record Pressure(long waitedMicros, long nanos) {
    private static final Path FILE = Path.of("/proc/pressure/cpu");
    private static final Pattern TOTAL = Pattern.compile("some .*total=(\\d+)");

    static Pressure now() throws IOException {
        Matcher some = TOTAL.matcher(Files.readString(FILE));
        if (!some.find()) {
            throw new IOException(FILE + " has no line that begins with: some");
        }
        return new Pressure(Long.parseLong(some.group(1)), System.nanoTime());
    }

    /** The share of the time from then to now, in percent. */
    double percentSince(Pressure then) {
        return 100_000.0 * (waitedMicros - then.waitedMicros) / (nanos - then.nanos);
    }
}
