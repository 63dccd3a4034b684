package io.berth.node.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A member in a Java process of its own, with the flags and the class path of the test. */
final class MemberProcess {
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final int LOG_LINES_SHOWN = 40;

    private final Process process;
    private final Path addressFile;
    private final Path log;

    private MemberProcess(Process process, Path addressFile, Path log) {
        this.process = process;
        this.addressFile = addressFile;
        this.log = log;
    }

    /** Starts a member on {@code folder}; returns at once. */
    static MemberProcess start(Path folder) throws IOException {
        Path addressFile = folder.resolve("address");
        Path log = folder.resolve("member.log");
        Files.deleteIfExists(addressFile);
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-X") || flag.startsWith("--"))
                .forEach(line::add);
        line.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), MemberProgram.class.getName()));
        line.addAll(List.of(folder.resolve("data").toString(), addressFile.toString()));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("BERTH_LOG", "INFO");
        return new MemberProcess(builder.start(), addressFile, log);
    }

    /** Where it answers, once it does. */
    URI awaitAddress() throws IOException {
        await().atMost(START_WITHIN)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Files.exists(addressFile) || !process.isAlive());
        if (!Files.exists(addressFile)) {
            throw new AssertionError("the member ended with " + process.exitValue() + "; its log:\n" + lastLines());
        }
        return URI.create(Files.readString(addressFile));
    }

    /** {@code kill -9}; returns when it is dead. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        if (!process.waitFor(START_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the member did not die of SIGKILL");
        }
    }

    /** The end of what it and its predecessors on this folder have logged. */
    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
