package io.berth.node.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Docker Engine of this machine, seen through its own command line. */
final class DockerEngine {
    private DockerEngine() {}

    /** Skips the test with a message if no engine answers or the test images are missing. */
    static void assumeThere() {
        Assumptions.assumeTrue(answers("version"), "NOT RUN: no Docker Engine answers `docker version`");
        for (String image : List.of("busybox:1", "busybox:2", "busybox:broken")) {
            Assumptions.assumeTrue(
                    answers("image", "inspect", image),
                    "NOT RUN: the test image " + image + " is not there; make it with .ci/test-images.sh");
        }
    }

    /** What the command wrote, both streams. */
    static String docker(String... arguments) {
        return run(arguments).output();
    }

    /** Ids of the containers of a node that run; ended ones are kept for their logs. */
    static List<String> runningOf(String node) {
        return docker("ps", "-q", "--no-trunc", "--filter", "label=io.berth.node=" + node)
                .lines()
                .toList();
    }

    /** Ends everything that tests have left of a node. */
    static void removeAllOf(String node) {
        String label = "label=io.berth.node=" + node;
        remove(docker("ps", "-aq", "--filter", label).lines().toList(), "rm", "-fv");
        remove(docker("network", "ls", "-q", "--filter", label).lines().toList(), "network", "rm");
        remove(docker("volume", "ls", "-q", "--filter", label).lines().toList(), "volume", "rm", "-f");
    }

    private static void remove(List<String> names, String... command) {
        if (!names.isEmpty()) {
            docker(Stream.concat(Stream.of(command), names.stream()).toArray(String[]::new));
        }
    }

    private static boolean answers(String... arguments) {
        try {
            return run(arguments).exit() == 0;
        } catch (AssertionError e) {
            return false;
        }
    }

    private record Ended(int exit, String output) {}

    private static Ended run(String... arguments) {
        List<String> command =
                Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList();
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
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
