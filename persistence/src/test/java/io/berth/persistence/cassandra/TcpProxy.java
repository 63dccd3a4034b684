package io.berth.persistence.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way from one process to the journal. What is sent on it can be held and let through later, also if its sender has
 * long given up; and it can be cut.
 */
final class TcpProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket server;
    private final Gate requests = new Gate();
    private final Gate answers = new Gate();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    private TcpProxy(int target, ServerSocket server) {
        this.target = target;
        this.server = server;
    }

    /** A way to a port on this machine. */
    static TcpProxy to(int target) {
        try {
            TcpProxy proxy = new TcpProxy(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on what is sent to the journal waits here. */
    void holdRequests() {
        requests.shut();
    }

    /** From now on what the journal answers waits here. */
    void holdAnswers() {
        answers.shut();
    }

    /** About how many bytes of requests wait. */
    long heldRequests() {
        return requests.held();
    }

    /** About how many bytes of answers wait. */
    long heldAnswers() {
        return answers.held();
    }

    /** Lets through what waits and what will come. */
    void release() {
        requests.open();
        answers.open();
    }

    /** Ends all connections and refuses new ones. */
    void cut() {
        isCut = true;
        open.forEach(TcpProxy::end);
    }

    void mend() {
        isCut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket from = server.accept();
                if (isCut) {
                    end(from);
                } else {
                    connect(from);
                }
            } catch (IOException _) {
                // Closed, or one connection that has failed: the client tries again.
            }
        }
    }

    private void connect(Socket from) throws IOException {
        Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(from);
        open.add(to);
        Thread.ofVirtual().start(() -> pump(from, to, requests));
        Thread.ofVirtual().start(() -> pump(to, from, answers));
    }

    /** What was read is passed on even if its sender is gone meanwhile: packets on their way do not come back. */
    private void pump(Socket from, Socket to, Gate gate) {
        byte[] buffer = new byte[64 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                gate.pass(read);
                out.write(Arrays.copyOf(buffer, read));
                out.flush();
            }
        } catch (IOException _) {
            // One side has ended the connection.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is ended.
        }
    }

    @Override
    public void close() throws IOException {
        release();
        server.close();
        open.forEach(TcpProxy::end);
    }

    private static final class Gate {
        private boolean isShut;
        private long held;

        synchronized void shut() {
            isShut = true;
        }

        synchronized void open() {
            isShut = false;
            notifyAll();
        }

        synchronized long held() {
            return held;
        }

        synchronized void pass(int bytes) throws IOException {
            held += bytes;
            try {
                while (isShut) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            } finally {
                held -= bytes;
            }
        }
    }
}
