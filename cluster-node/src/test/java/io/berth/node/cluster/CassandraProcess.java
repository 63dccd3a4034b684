package io.berth.node.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Cassandra of one node for members to share. */
final class CassandraProcess implements AutoCloseable {
    /** Minutes, since a starved machine takes that long. */
    private static final Duration START = Duration.ofMinutes(4);

    private final Process process;
    private final int port;

    private CassandraProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static CassandraProcess start(Path folder) throws IOException {
        int port = FreePorts.next();
        Files.createDirectories(folder);
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of("..", "cassandra-server", "start")
                        .toAbsolutePath()
                        .normalize()
                        .toString(),
                folder.toString(),
                Integer.toString(port),
                Integer.toString(FreePorts.next()),
                "commitlog_sync: periodic",
                "commitlog_sync_period: 10s",
                "paxos_variant: v2",
                "read_request_timeout: 5s",
                "write_request_timeout: 5s",
                "cas_contention_timeout: 5s"));
        builder.environment().put("CASSANDRA_OPTIONS", "-XX:TieredStopAtLevel=1 -Dcassandra.unsafesystem=true");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        CassandraProcess server = new CassandraProcess(process, port);
        await("a Cassandra to test with")
                .atMost(START)
                .failFast(() -> !process.isAlive())
                .until(server::isListening);
        return server;
    }

    /** As members are told of it. */
    String journal() {
        return "cassandra://127.0.0.1:%d/berth_members".formatted(port);
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
