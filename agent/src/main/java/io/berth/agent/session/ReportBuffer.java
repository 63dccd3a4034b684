package io.berth.agent.session;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.task.TaskId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be reported and has not been sent. Of each task only the newest status waits, so it cannot grow for ever. */
final class ReportBuffer {
    private final Map<TaskId, TaskReport> reports = new LinkedHashMap<>();
    private final Set<String> orphans = new LinkedHashSet<>();

    synchronized void add(TaskReport report) {
        reports.put(report.task(), report);
    }

    synchronized void addOrphan(String runtimeId) {
        orphans.add(runtimeId);
    }

    /** Forgets the reports that an inventory taken from now on will cover. Orphans are in no inventory. */
    synchronized void coveredByInventory() {
        reports.clear();
    }

    /** Takes some reports out, the oldest first. */
    synchronized List<TaskReport> takeReports(int max) {
        return take(reports.values().iterator(), max);
    }

    /** Takes some orphans out, the oldest first. */
    synchronized List<String> takeOrphans(int max) {
        return take(orphans.iterator(), max);
    }

    private static <T> List<T> take(Iterator<T> from, int max) {
        List<T> taken = new ArrayList<>();
        while (from.hasNext() && taken.size() < max) {
            taken.add(from.next());
            from.remove();
        }
        return taken;
    }
}
