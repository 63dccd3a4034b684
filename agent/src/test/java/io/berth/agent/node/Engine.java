package io.berth.agent.node;

import io.berth.agent.docker.DockerRuntime;
import io.berth.domain.fleet.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Docker Engine of this machine, seen through its own command line. */
final class Engine {
    private Engine() {}

    /** Skips the test with a message if no engine answers or the test images are missing. */
    static void assumeThere() {
        boolean isThere = Files.exists(Path.of("/var/run/docker.sock"));
        Optional<DockerRuntime> engine = isThere
                ? DockerRuntime.connect(
                        AgentConfig.DEFAULT_DOCKER_HOST, new NodeId("probe"), "127.0.0.1", Leftovers.DEFAULT.networks())
                : Optional.empty();
        engine.ifPresent(DockerRuntime::close);
        Assumptions.assumeTrue(
                engine.isPresent(), "NOT RUN: no Docker Engine answers at " + AgentConfig.DEFAULT_DOCKER_HOST);
        for (String image : List.of("busybox:1", "busybox:2", "busybox:broken")) {
            Assumptions.assumeTrue(
                    !docker("images", "-q", image).isEmpty(),
                    "NOT RUN: the test image " + image + " is not there; make it with .ci/test-images.sh");
        }
    }

    static List<String> containersOf(NodeId node) {
        return docker("ps", "-aq", "--filter", "label=io.berth.node=" + node)
                .lines()
                .toList();
    }

    static List<String> networksOf(NodeId node) {
        return docker("network", "ls", "-q", "--filter", "label=io.berth.node=" + node)
                .lines()
                .toList();
    }

    static List<String> volumesOf(NodeId node) {
        return docker("volume", "ls", "-q", "--filter", "label=io.berth.node=" + node)
                .lines()
                .toList();
    }

    static void removeAllOf(NodeId node) {
        remove(List.of("rm", "-fv"), containersOf(node));
        remove(List.of("network", "rm"), networksOf(node));
        remove(List.of("volume", "rm", "-f"), volumesOf(node));
    }

    private static void remove(List<String> command, List<String> names) {
        if (!names.isEmpty()) {
            docker(Stream.concat(command.stream(), names.stream()).toArray(String[]::new));
        }
    }

    /** What the command wrote, both streams. */
    static String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            process.waitFor();
            return output;
        } catch (IOException e) {
            throw new AssertionError("docker " + List.of(arguments) + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
