package io.berth.node.proof;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;

/** How long tests of whole members wait: long, since machines are busy; it is never asserted. */
final class Patience {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private Patience() {}

    static ConditionFactory soon() {
        return await().atMost(LONGEST).pollInterval(Duration.ofMillis(100));
    }

    /** A port that nobody listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
