package io.berth.chaos.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands of this machine. */
final class Shell {
    private static final long LONGEST_SECONDS = 30;

    private Shell() {}

    /** How a command ended. */
    record Ended(int exit, String output) {}

    static Ended run(List<String> words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ExperimentRefused(
                        "`%s` goes on after %d s".formatted(String.join(" ", words), LONGEST_SECONDS));
            }
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            throw new ExperimentRefused("`%s` cannot be run: %s".formatted(String.join(" ", words), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExperimentRefused("interrupted", e);
        }
    }

    /** What it printed; refused if it fails. */
    static String done(String... words) {
        Ended ended = run(List.of(words));
        if (ended.exit() != 0) {
            throw new ExperimentRefused(
                    "`%s` failed with %d: %s".formatted(String.join(" ", words), ended.exit(), ended.output()));
        }
        return ended.output();
    }

    /** A process of its own that runs {@code undo} after {@code limit} whatever becomes of this one, unless it is ended. */
    static Process deadMan(Duration limit, String undo) {
        try {
            return new ProcessBuilder("setsid", "sh", "-c", "sleep %d; %s".formatted(limit.toSeconds() + 1, undo))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new ExperimentRefused("no dead man's limit can be set, so nothing is done: " + e.getMessage(), e);
        }
    }
}
