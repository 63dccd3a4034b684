package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Agenda;
import java.util.ArrayDeque;
import java.util.Deque;

/** One direction of a connection: in order, complete, and waiting while the link is cut. */
final class Pipe {
    private static final long RETRANSMIT_MICROS = 200_000;

    private final Network network;
    private final Agenda agenda;
    private final Program from;
    private final Program to;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private long lastArrival;
    private boolean isClosed;

    Pipe(Network network, Agenda agenda, Program from, Program to) {
        this.network = network;
        this.agenda = agenda;
        this.from = from;
        this.to = to;
    }

    void send(Runnable arrives) {
        if (isClosed) {
            return;
        }
        waiting.addLast(arrives);
        long at = Math.max(agenda.micros() + network.latency().toNanos() / 1_000, lastArrival);
        lastArrival = at;
        to.afterMicros(at - agenda.micros(), this::arrive);
    }

    /** Each message has an arrival of its own, but what arrives is the oldest. */
    private void arrive() {
        if (isClosed || waiting.isEmpty()) {
            return;
        }
        if (network.isOpen(from.name(), to.name())) {
            waiting.removeFirst().run();
        } else {
            to.afterMicros(RETRANSMIT_MICROS, this::arrive);
        }
    }

    boolean isSilent() {
        return !from.isRunning() || !network.isOpen(from.name(), to.name());
    }

    /** What is under way is lost. */
    void close() {
        isClosed = true;
        waiting.clear();
    }
}
