package io.berth.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Names a process for ever, although pids are used again.
 *
 * @param pid of the process, which is also the id of its group
 * @param startTicks when it started, in clock ticks since the boot, from /proc/PID/stat
 */
record ProcessId(long pid, String startTicks) {
    private static final int START_FIELD = 19; // the 22nd field, counted after "pid (name) "

    static ProcessId parse(String line) {
        List<String> parts = List.of(line.strip().split(" ", -1));
        return new ProcessId(Long.parseLong(parts.getFirst()), parts.getLast());
    }

    /** Whether this very process still runs; a zombie does not. */
    boolean isAlive() {
        return stat(pid)
                .filter(fields ->
                        !fields.getFirst().equals("Z") && startOf(fields).equals(startTicks))
                .isPresent();
    }

    @Override
    public String toString() {
        return Long.toString(pid);
    }

    private static String startOf(List<String> fields) {
        return fields.size() > START_FIELD ? fields.get(START_FIELD) : "";
    }

    private static Optional<List<String>> stat(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return Optional.of(
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
