package io.berth.agent.process;

import io.berth.agent.runtime.ContainerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the shell that keeps a process: it outlives the agent and writes the exit code (see keeper.sh). */
final class Keeper {
    private static final String SCRIPT = script();

    private Keeper() {}

    /**
     * Starts a program in a session of its own.
     *
     * @return the running process; its exit is told by {@code whenEnded}
     */
    static Running start(ContainerFolder folder, List<String> commandLine, Map<String, String> env, Path workdir) {
        List<String> line = new ArrayList<>(List.of("setsid", "sh", "-c", SCRIPT, "berth-keeper"));
        line.add(folder.path().toString());
        line.add(folder.exitFile().toString());
        line.addAll(commandLine);
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(workdir.toFile()).redirectError(Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(env);
        try {
            Process keeper = builder.start();
            keeper.getOutputStream().close();
            Running running = Running.of(folder, firstLine(keeper));
            var _ = keeper.onExit().thenRun(running::settle);
            return running;
        } catch (IOException e) {
            throw new ContainerException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private static ProcessId firstLine(Process keeper) throws IOException {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(keeper.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            if (line == null) {
                throw new IOException("the keeper of the process ended before it started anything");
            }
            return ProcessId.parse(line);
        }
    }

    private static String script() {
        try (InputStream script = Keeper.class.getResourceAsStream("keeper.sh")) {
            if (script == null) {
                throw new IllegalStateException("keeper.sh is not among the resources");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
