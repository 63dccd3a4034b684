package io.berth.agent.process;

import io.berth.agent.runtime.ContainerException;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.task.HostPort;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Chooses the ports on which processes listen. */
final class HostPorts {
    /** Ports given out lately: a process needs a moment to listen, and until then its port looks free. */
    private static final int REMEMBERED = 1000;

    private final Deque<Integer> lately = new ArrayDeque<>();

    /** One port for each of {@code ports}: the published one in host mode, else a free one of the loopback interface. */
    List<HostPort> choose(List<PortSpec> ports) {
        return ports.stream()
                .map(port -> new HostPort(
                        port.protocol(),
                        port.target(),
                        port.mode() == PublishMode.HOST && port.published() > 0
                                ? port.published()
                                : free(port.protocol())))
                .toList();
    }

    private synchronized int free(String protocol) {
        while (true) {
            try {
                int port = protocol.equals("udp") ? freeForDatagrams() : freeForConnections();
                if (!lately.contains(port)) {
                    lately.addLast(port);
                    if (lately.size() > REMEMBERED) {
                        lately.removeFirst();
                    }
                    return port;
                }
            } catch (IOException e) {
                throw new ContainerException("no free port on this node: " + e.getMessage(), e);
            }
        }
    }

    private static int freeForConnections() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int freeForDatagrams() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
