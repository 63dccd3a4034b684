package io.berth.node.crash;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the operating system again and again, and notes whenever two programs run of what must be one. */
final class SlotWatch implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 50;

    private final String marker;
    private final Set<String> startFirst;
    private final List<String> doubles = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    /** @param startFirst services whose slots may have an old and a new task at once */
    SlotWatch(String marker, Set<String> startFirst) {
        this.marker = marker;
        this.startFirst = startFirst;
        var _ = timer.scheduleWithFixedDelay(this::look, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What was seen twice so far. */
    List<String> doubles() {
        return List.copyOf(doubles);
    }

    private void look() {
        try {
            Map<String, MarkedProcess> seen = new HashMap<>();
            for (MarkedProcess process : MarkedProcess.all(marker)) {
                if (process.isProgram()) {
                    look(seen, "task " + process.task(), process);
                    if (!startFirst.contains(process.service())) {
                        look(seen, "slot %s.%s".formatted(process.service(), process.slot()), process);
                    }
                }
            }
        } catch (RuntimeException e) {
            doubles.add("the watch itself failed: " + e);
        }
    }

    /** The first one was seen before the second; if it still lives, both have lived when the second was seen. */
    private void look(Map<String, MarkedProcess> seen, String what, MarkedProcess second) {
        MarkedProcess first = seen.put(what, second);
        if (first != null && first.isAlive()) {
            doubles.add("%s runs twice: %s and %s".formatted(what, first, second));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
