package io.berth.node.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Clients that ask again and again, each request on a connection of its own, and write down what fails. */
final class Client implements AutoCloseable {
    private static final int ANSWER_WITHIN_MILLIS = 20_000;

    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;

    /** @param addresses asked in turn by so many clients */
    Client(int clients, int port, String... addresses) {
        threads = IntStream.range(0, clients)
                .mapToObj(i -> Thread.ofVirtual().start(() -> run(addresses[i % addresses.length], port)))
                .toList();
    }

    /** What a published port answers now. */
    static String ask(String address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), ANSWER_WITHIN_MILLIS);
            socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new IOException("the answer was \"" + answer + "\"");
            }
            return answer.substring(answer.lastIndexOf('\n') + 1);
        }
    }

    private void run(String address, int port) {
        while (!isOver.get()) {
            try {
                var _ = ask(address, port);
                answered.incrementAndGet();
            } catch (IOException e) {
                failures.add(address + ": " + e);
            }
        }
    }

    int answered() {
        return answered.get();
    }

    /** Ends the load; what has failed. */
    List<String> end() throws InterruptedException {
        isOver.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        isOver.set(true);
    }
}
