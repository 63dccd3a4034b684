package io.berth.persistence.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real Cassandra of one node, started once for all tests of the module and killed with it. Tests keep apart by the name
 * of their cluster.
 */
public final class CassandraServer {
    /** Minutes, since a starved machine takes that long; a second CPU-bound start is no cure. */
    private static final Duration START = Duration.ofMinutes(4);

    private final Path folder;
    private final int port;
    private final Process process;

    private static final class Holder {
        static final CassandraServer RUNNING = start();
    }

    private CassandraServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    public static CassandraServer running() {
        return Holder.RUNNING;
    }

    public int port() {
        return port;
    }

    /** Stops the process where it is, as a long pause of its machine would. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            String pid = Files.readString(folder.resolve("pid")).strip();
            int exit = new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid + " has failed with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static CassandraServer start() {
        try {
            Path folder = Files.createTempDirectory("berth-cassandra");
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(List.of(
                    Path.of("..", "cassandra-server", "start")
                            .toAbsolutePath()
                            .normalize()
                            .toString(),
                    folder.toString(),
                    Integer.toString(port),
                    Integer.toString(freePort()),
                    // What survives a power cut is not what these tests are about.
                    "commitlog_sync: periodic",
                    "commitlog_sync_period: 10s",
                    "paxos_variant: v2",
                    "read_request_timeout: 5s",
                    "write_request_timeout: 5s",
                    "cas_contention_timeout: 5s"));
            builder.environment().put("CASSANDRA_OPTIONS", "-XX:TieredStopAtLevel=1 -Dcassandra.unsafesystem=true");
            Path log = folder.resolve("log");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            CassandraServer server = new CassandraServer(folder, port, process);
            Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
            Awaitility.await("a Cassandra to test with")
                    .atMost(START)
                    .failFast(server::failIfEnded)
                    .until(server::isListening);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void failIfEnded() throws IOException {
        if (!process.isAlive()) {
            List<String> lines = Files.readAllLines(folder.resolve("log"));
            throw new IllegalStateException("Cassandra has not started; the end of its log:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size())));
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(folder)) {
            process.waitFor();
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                var _ = file.toFile().delete();
            });
        } catch (IOException | InterruptedException _) {
            // The folder is a temporary one.
        }
    }
}
