package io.berth.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The unchanged docker command line, turned to a member.
 *
 * @param member host and port of its API
 * @param folder in which there is no configuration
 */
record DockerCommandLine(String member, Path folder) {
    /** How a command ended, with both of its streams. */
    record Ended(int exit, String output) {}

    /** Skips the test with a message if there is no such program. No engine is needed. */
    static void assumeThere() {
        try {
            Process process = new ProcessBuilder("docker", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Assumptions.assumeTrue(process.waitFor() == 0, "NOT RUN: docker --version fails");
        } catch (IOException e) {
            Assumptions.abort("NOT RUN: there is no docker command line: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    Ended run(String... arguments) {
        return typed("", arguments);
    }

    /** The output of a command that must not fail. */
    String out(String... arguments) {
        Ended ended = run(arguments);
        assertThat(ended.exit())
                .as(String.join(" ", arguments) + ": " + ended.output())
                .isZero();
        return ended.output();
    }

    Ended typed(String input, String... arguments) {
        List<String> command =
                Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", "tcp://" + member);
        builder.environment().put("DOCKER_CONFIG", folder.resolve("no-config").toString());
        try {
            Process process = builder.start();
            try (OutputStream keyboard = process.getOutputStream()) {
                keyboard.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new AssertionError(command + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
