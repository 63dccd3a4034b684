package io.berth.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs programs of this machine. */
final class Program {
    private static final long LONGEST_MINUTES = 5;

    private Program() {}

    /**
     * How a program ended.
     *
     * @param exit its exit code
     * @param output both streams
     */
    record Ended(int exit, String output) {
        /** The output, if it has succeeded. */
        String done() {
            if (exit != 0) {
                throw new AssertionError("ended with %d: %s".formatted(exit, output));
            }
            return output;
        }
    }

    /** Skips the test with a message if the program is missing, or does not answer. */
    static void assumeThere(String... command) {
        boolean answers;
        try {
            answers = run(command).exit() == 0;
        } catch (IOException e) {
            answers = false;
        }
        Assumptions.assumeTrue(
                answers, "NOT RUN: `%s` does not answer on this machine".formatted(String.join(" ", command)));
    }

    static Ended run(String... command) throws IOException {
        return run(Map.of(), List.of(command));
    }

    static Ended run(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " goes on after " + LONGEST_MINUTES + " minutes");
            }
            return new Ended(process.exitValue(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
