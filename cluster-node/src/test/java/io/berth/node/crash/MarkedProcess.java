package io.berth.node.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process whose environment says which task it belongs to, as the operating system shows it.
 *
 * @param pid of the process
 * @param start in clock ticks since the boot; with the pid it names a process for ever
 * @param session that it belongs to
 * @param env its environment
 * @param arguments its command line
 */
record MarkedProcess(long pid, String start, long session, Map<String, String> env, List<String> arguments) {
    /** The variable by which processes of one test are told from all others. */
    static final String MARKER = "BERTH_TEST_MARKER";

    private static final Path PROC = Path.of("/proc");

    // Of /proc/PID/stat, counted after "pid (name) ".
    private static final int STATE = 0;
    private static final int SESSION = 3;
    private static final int START = 19;

    /** Every living process with that marker. */
    static List<MarkedProcess> all(String marker) {
        List<MarkedProcess> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(PROC)) {
            entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.matches("[0-9]+"))
                    .map(Long::parseLong)
                    .forEach(pid -> read(pid, marker).ifPresent(found::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Optional<MarkedProcess> read(long pid, String marker) {
        Map<String, String> env = new HashMap<>();
        for (String variable : words(pid, "environ")) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                env.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        List<String> stat = stat(pid);
        return marker.equals(env.get(MARKER)) && isAlive(stat)
                ? Optional.of(new MarkedProcess(
                        pid, stat.get(START), Long.parseLong(stat.get(SESSION)), env, words(pid, "cmdline")))
                : Optional.empty();
    }

    private static List<String> words(long pid, String file) {
        try {
            return List.of(Files.readString(PROC.resolve(pid + "/" + file), StandardCharsets.ISO_8859_1)
                    .split("\0"));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static List<String> stat(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            return List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static boolean isAlive(List<String> stat) {
        return stat.size() > START && !stat.get(STATE).equals("Z");
    }

    /** Whether this very process still lives. */
    boolean isAlive() {
        List<String> stat = stat(pid);
        return isAlive(stat) && stat.get(START).equals(start);
    }

    /** Kills it, if it still lives. */
    void kill() {
        if (isAlive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** The shell that keeps a program's exit code, or its child that has not become the program yet. */
    boolean isKeeper() {
        return arguments.contains("berth-keeper");
    }

    /** The program of a task itself, not a child of it. */
    boolean isProgram() {
        return !isKeeper() && session == pid;
    }

    String task() {
        return value("BERTH_TASK_ID");
    }

    String service() {
        return value("SERVICE");
    }

    String slot() {
        return value("SLOT");
    }

    String content() {
        return value("CONTENT");
    }

    private String value(String variable) {
        return env.getOrDefault(variable, "");
    }

    @Override
    public String toString() {
        String what = isKeeper() ? "keeper" : isProgram() ? "program" : "child";
        return "pid %d %s of %s.%s task %s content %s".formatted(pid, what, service(), slot(), task(), content());
    }
}
