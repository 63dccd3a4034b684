package io.berth.node.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Times of failures, as a page. */
final class FailureTable {
    private static final List<String> NOT_RUN = List.of(
            "hosts that are cut off: links are not cut, and no machine has a network of its own; an agent that is"
                    + " killed stands for its host, as its tasks are planned elsewhere in the same way",
            "a Cassandra of three nodes with one of them down: the journal is one node on the same machine",
            "the power of the machine with Cassandra");

    /** One time, and the CPU pressure while it was measured. */
    record Time(double seconds, double pressure) {}

    private final Map<String, List<Time>> rows = new LinkedHashMap<>();

    void add(String row, Time time) {
        rows.computeIfAbsent(row, _ -> new ArrayList<>()).add(time);
    }

    String page(String facts) {
        StringBuilder page = new StringBuilder("""
            # What dies, and how long it takes

            Made by `bench/run failures`: three members with one Cassandra and two agents, each a process of its own on one
            machine; processes are killed with SIGKILL and paused with SIGSTOP. After each row it is checked that what was
            acknowledged is in effect, and that there are as many tasks as asked for. *Writable* means that a change of each
            of %d services was acknowledged. CPU pressure is the share of the time in which something waited for a CPU, for
            each run in turn: with much of it the machine was measured, not Berth.

            %s

            | what | runs | min s | median s | max s | CPU pressure %% |
            |---|---|---|---|---|---|
            """.formatted(FailureTimes.SERVICES, facts));
        rows.forEach((row, times) -> page.append(line(row, times)));
        page.append("\nNot run:\n\n");
        NOT_RUN.forEach(each -> page.append("- ").append(each).append(".\n"));
        return page.toString();
    }

    private static String line(String row, List<Time> times) {
        List<Double> sorted = times.stream().map(Time::seconds).sorted().toList();
        return "| %s | %d | %s | %s | %s | %s |%n"
                .formatted(
                        row,
                        times.size(),
                        text(sorted.getFirst()),
                        text(sorted.get(sorted.size() / 2)),
                        text(sorted.getLast()),
                        times.stream()
                                .map(time -> String.format(Locale.ROOT, "%.0f", time.pressure()))
                                .collect(Collectors.joining(", ")));
    }

    private static String text(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
