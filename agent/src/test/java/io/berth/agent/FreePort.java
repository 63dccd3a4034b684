package io.berth.agent;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of this machine for tests that must name one beforehand. They lie below the range from which the operating
 * system and the Docker Engine take ports by themselves, so that nobody takes one between the choice and its use.
 */
public final class FreePort {
    private static final int LOWEST = 12_000;
    private static final int COUNT = 18_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePort() {}

    /** A port that nobody holds, neither for TCP nor for UDP; each is given once. */
    public static int next() {
        for (int i = 0; i < COUNT; i++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("no free port from " + LOWEST + " to " + (LOWEST + COUNT - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket tcp = new ServerSocket(port);
                DatagramSocket udp = new DatagramSocket(port)) {
            return tcp.isBound() && udp.isBound();
        } catch (IOException held) {
            return false;
        }
    }
}
