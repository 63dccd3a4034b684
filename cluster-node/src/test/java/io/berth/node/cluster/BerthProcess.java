package io.berth.node.cluster;

import static org.awaitility.Awaitility.await;

import io.berth.node.main.Berth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program {@code berth} in a Java process of its own, with the flags and the class path of the test. */
final class BerthProcess implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;

    private BerthProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it; what it prints is added to {@code log}. Returns at once. */
    static BerthProcess start(Path log, List<String> arguments) throws IOException {
        Files.deleteIfExists(log);
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-X") || flag.startsWith("--"))
                .forEach(line::add);
        line.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), Berth.class.getName()));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("BERTH_LOG", "INFO");
        return new BerthProcess(builder.start(), log);
    }

    /** The first group of the first match in what it has printed, as soon as there is one. */
    String awaitPrinted(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        await().atMost(PATIENCE).until(() -> wanted.matcher(printed()).find() || !process.isAlive());
        Matcher matcher = wanted.matcher(printed());
        if (!matcher.find()) {
            throw new AssertionError("the process ended with %d without printing %s:%n%s"
                    .formatted(process.exitValue(), pattern, printed()));
        }
        return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
    }

    /** Whether it prints this at all, once that is known. */
    boolean hasPrintedBeforeItsEnd(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        await().atMost(PATIENCE).until(() -> wanted.matcher(printed()).find() || !process.isAlive());
        return wanted.matcher(printed()).find();
    }

    /** Its exit code, once it has ended by itself. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process goes on after %s:%n%s".formatted(PATIENCE, printed()));
        }
        return process.exitValue();
    }

    String printed() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** {@code kill -9}; returns when it is dead. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process did not die of SIGKILL");
        }
    }

    /** {@code kill -STOP}: it stands still, and nobody is told. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new AssertionError("kill -%s %d has failed with %d".formatted(name, pid(), exit));
        }
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
