package io.berth.agent.ingress;

import static io.berth.agent.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.agent.FreePort;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.ProxyProtocol;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.traffic.Endpoint;
import io.berth.domain.traffic.PortEndpoints;
import io.berth.domain.traffic.ServiceEndpoints;
import io.berth.domain.traffic.TrafficNews;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is passed on besides plain bytes over IPv4. */
class IngressProtocolsTest {
    private static final int ANSWER_WITHIN_MILLIS = 500;

    private final Ingress ingress = new Ingress(new NodeId("n1"), Optional.empty());
    private final int published = FreePort.next();

    @AfterEach
    void close() {
        ingress.close();
    }

    private void serve(String protocol, ProxyProtocol proxyProtocol, int port) {
        TaskAssignment task = new TaskAssignment(
                new TaskId("t1"),
                ServiceId.of("web"),
                "uid",
                Slot.of(1),
                1,
                TaskTemplate.of(ContainerSpec.of("main", "busybox:1", List.of())),
                List.of(new PortSpec("", protocol, 80, published, PublishMode.INGRESS, proxyProtocol)),
                Map.of());
        ingress.expect(task);
        ingress.join(task, List.of(new HostPort(protocol, 80, port)));
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** A client that says hello, once the port is open. */
    private Socket hello(String address) {
        return soon().ignoreExceptions()
                .until(
                        () -> {
                            Socket socket = new Socket(address, published);
                            socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
                            return socket;
                        },
                        Socket::isConnected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void theTaskIsToldTheClientsAddressAsText(String address) throws IOException {
        try (ServerSocket task = listener()) {
            serve("tcp", ProxyProtocol.V1, task.getLocalPort());
            try (Socket client = hello(address);
                    Socket taken = task.accept()) {
                String family = address.contains(":") ? "TCP6" : "TCP4";
                String host = client.getLocalAddress().getHostAddress();
                String expected = "PROXY %s %s %s %d %d\r\nhello\n"
                        .formatted(family, host, host, client.getLocalPort(), published);
                byte[] said = taken.getInputStream().readNBytes(expected.length());
                assertThat(new String(said, StandardCharsets.US_ASCII)).isEqualTo(expected);
            }
        }
    }

    @Test
    void theTaskIsToldTheClientsAddressInBinary() throws IOException {
        try (ServerSocket task = listener()) {
            serve("tcp", ProxyProtocol.V2, task.getLocalPort());
            try (Socket client = hello("127.0.0.1");
                    Socket taken = task.accept()) {
                byte[] said = taken.getInputStream().readNBytes(28 + 6);
                assertThat(Arrays.copyOf(said, 16)).isEqualTo(new byte[] {
                    0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a, 0x21, 0x11, 0, 12
                });
                int port = (said[24] & 0xff) << 8 | (said[25] & 0xff);
                assertThat(port).isEqualTo(client.getLocalPort());
                assertThat(new String(said, 28, 6, StandardCharsets.US_ASCII)).isEqualTo("hello\n");
            }
        }
    }

    @Test
    void datagramsOfOneSenderReachOneTaskAndItsAnswersTheSender() throws IOException {
        try (DatagramSocket task = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket client = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> echo(task));
            serve("udp", ProxyProtocol.NONE, task.getLocalPort());
            client.setSoTimeout(ANSWER_WITHIN_MILLIS);
            for (String word : List.of("one", "two")) {
                soon().until(() -> answer(client, word).equals(word));
            }
        }
    }

    private static void echo(DatagramSocket task) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[100], 100);
                task.receive(packet);
                task.send(packet);
            }
        } catch (IOException closed) {
            assertThat(task.isClosed()).isTrue();
        }
    }

    private String answer(DatagramSocket client, String word) throws IOException {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        client.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), published));
        DatagramPacket answer = new DatagramPacket(new byte[100], 100);
        try {
            client.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
        } catch (SocketTimeoutException lost) {
            return "";
        }
    }

    @Test
    void aTaskOfAnotherNodeAnswersUntilItDrainsAndItsConnectionsAreCounted() throws IOException {
        try (ServerSocket task = listener()) {
            hear(task.getLocalPort(), false);
            try (Socket client = hello("127.0.0.1");
                    Socket taken = task.accept()) {
                assertThat(new String(taken.getInputStream().readNBytes(6), StandardCharsets.US_ASCII))
                        .isEqualTo("hello\n");
                assertThat(ingress.report().draining()).isEmpty();

                hear(task.getLocalPort(), true);
                assertThat(ingress.report().draining()).isEqualTo(Map.of(new TaskId("t9"), 1));
                assertThat(client.isConnected()).isTrue();
            }
            soon().until(() -> ingress.report().draining().equals(Map.of(new TaskId("t9"), 0)));
        }
    }

    private void hear(int port, boolean isDraining) {
        PortSpec http = new PortSpec("", "tcp", 80, published, PublishMode.INGRESS);
        Endpoint endpoint = new Endpoint(new TaskId("t9"), new NodeId("n9"), "127.0.0.1", port, isDraining);
        ingress.hear(new TrafficNews.Endpoints(
                new ServiceEndpoints(ServiceId.of("web"), List.of(new PortEndpoints(http, List.of(endpoint))))));
        ingress.hear(new TrafficNews.Complete(Set.of(ServiceId.of("web"))));
    }
}
