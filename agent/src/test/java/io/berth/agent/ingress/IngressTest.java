package io.berth.agent.ingress;

import static io.berth.agent.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.agent.FreePort;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngressTest {
    private final Ingress ingress = new Ingress(new NodeId("n1"), Optional.empty());
    private final List<AutoCloseable> open = new ArrayList<>();
    private final int published = FreePort.next();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        ingress.close();
    }

    private TaskAssignment task(String id) {
        return new TaskAssignment(
                new TaskId(id),
                ServiceId.of("web"),
                "uid",
                Slot.of(1),
                1,
                TaskTemplate.of(ContainerSpec.of("main", "busybox:1", List.of())),
                List.of(new PortSpec("", "tcp", 80, published, PublishMode.INGRESS)),
                Map.of());
    }

    /** A program that says its name, echoes all it gets until the end of input, and says goodbye. */
    private int echo(String name) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(server);
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(name, socket));
                }
            } catch (IOException closed) {
                assertThat(server.isClosed()).isTrue();
            }
        });
        return server.getLocalPort();
    }

    private static void serve(String name, Socket socket) {
        try (socket) {
            socket.getOutputStream().write((name + "\n").getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().transferTo(socket.getOutputStream());
            socket.getOutputStream().write("bye".getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            assertThat(gone).isNotNull();
        }
    }

    /** Opens the port without any task, and waits until it takes connections. */
    private void publish() {
        ingress.expect(task("none"));
        soon().ignoreExceptions().until(() -> {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), published)) {
                return probe.isConnected();
            }
        });
    }

    private void serveAs(String id, int port) {
        ingress.expect(task(id));
        ingress.join(task(id), List.of(new HostPort("tcp", 80, port)));
    }

    private Socket connect() {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), published);
            open.add(socket);
            return socket;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String name(Socket socket) throws IOException {
        StringBuilder name = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next != '\n' && next >= 0;
                next = socket.getInputStream().read()) {
            name.append((char) next);
        }
        return name.toString();
    }

    @Test
    void connectionsAreBalancedOverTheTasks() throws IOException {
        publish();
        serveAs("a", echo("a"));
        serveAs("b", echo("b"));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            names.add(name(connect()));
        }
        assertThat(names.stream().filter("a"::equals)).hasSize(5);
        assertThat(names.stream().filter("b"::equals)).hasSize(5);
    }

    @Test
    void aTaskThatLeavesGetsNoNewConnectionsAndKeepsItsOldOnes() throws IOException {
        publish();
        serveAs("a", echo("a"));
        Socket old = connect();
        assertThat(name(old)).isEqualTo("a");
        serveAs("b", echo("b"));
        ingress.leave(new TaskId("a"));
        Queue<String> names = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 5; i++) {
            names.add(name(connect()));
        }
        assertThat(names).containsOnly("b");
        old.getOutputStream().write("still\n".getBytes(StandardCharsets.UTF_8));
        assertThat(name(old)).isEqualTo("still");
    }

    @Test
    void theEndOfInputIsPassedOnWhileTheAnswerStillComes() throws IOException {
        publish();
        serveAs("a", echo("a"));
        Socket socket = connect();
        byte[] large = new byte[3_000_000];
        Thread.ofVirtual().start(() -> {
            try {
                socket.getOutputStream().write(large);
                socket.shutdownOutput();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(name(socket)).isEqualTo("a");
        byte[] answer = socket.getInputStream().readAllBytes();
        assertThat(answer).hasSize(large.length + 3).endsWith("bye".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTaskThatDoesNotAnswerIsPassedOver() throws IOException {
        Socket bound = new Socket(); // holds a port at which nobody listens
        open.add(bound);
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        publish();
        serveAs("dead", bound.getLocalPort());
        serveAs("a", echo("a"));
        assertThat(IntStream.range(0, 4).mapToObj(i -> connect()).map(IngressTest::nameOf))
                .containsOnly("a");
    }

    private static String nameOf(Socket socket) {
        try {
            return name(socket);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPortThatAnotherProgramHoldsIsSaidAndTriedAgain() throws IOException {
        List<PortKey> changes = new CopyOnWriteArrayList<>();
        ingress.onChange(changes::add);
        int backend = echo("a");
        try (ServerSocket other = new ServerSocket(published)) {
            assertThat(other.isBound()).isTrue();
            ingress.expect(task("a"));
            ingress.join(task("a"), List.of(new HostPort("tcp", 80, backend)));
            soon().until(() -> ingress.problem(task("a")).contains("published port " + published));
        }
        soon().until(() -> ingress.problem(task("a")).isEmpty());
        assertThat(name(connect())).isEqualTo("a");
        soon().until(() -> changes.size() == 2);
        assertThat(changes).containsExactly(new PortKey("tcp", published), new PortKey("tcp", published));
    }

    @Test
    void thePortIsClosedAfterTheLastTask() throws IOException {
        publish();
        serveAs("a", echo("a"));
        assertThat(name(connect())).isEqualTo("a");
        ingress.forget(new TaskId("none"));
        ingress.forget(new TaskId("a"));
        soon().until(() -> {
            try (ServerSocket free = new ServerSocket(published)) {
                return free.isBound();
            } catch (IOException stillHeld) {
                return false;
            }
        });
    }
}
