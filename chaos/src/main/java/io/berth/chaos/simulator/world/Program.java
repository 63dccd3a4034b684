package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Agenda;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A program on a machine: it runs, stands still or is dead. What it has entered in the agenda happens only while it runs. */
public final class Program {
    private final String name;
    private final Agenda agenda;
    private final Deque<Runnable> backlog = new ArrayDeque<>();
    private Duration skew = Duration.ZERO;
    private int life = 1;
    private boolean isAlive = true;
    private boolean isPaused;

    Program(String name, Agenda agenda) {
        this.name = name;
        this.agenda = agenda;
    }

    public String name() {
        return name;
    }

    /** Whether it does anything at the moment. */
    public boolean isRunning() {
        return isAlive && !isPaused;
    }

    public boolean isAlive() {
        return isAlive;
    }

    /** The time that this program believes in. */
    Instant clock() {
        return agenda.now().plus(skew);
    }

    void skew(Duration newSkew) {
        skew = newSkew;
    }

    /** Happens after {@code delay} if this life of the program lasts so long; later if it stands still then. */
    void after(Duration delay, Runnable what) {
        afterMicros(delay.toNanos() / 1_000, what);
    }

    void afterMicros(long delay, Runnable what) {
        int born = life;
        agenda.afterMicros(delay, () -> {
            if (life != born || !isAlive) {
                return;
            }
            if (isPaused) {
                backlog.addLast(what);
            } else {
                what.run();
            }
        });
    }

    /** Ends this life; nothing of it is left. */
    void kill() {
        life++;
        isAlive = false;
        isPaused = false;
        backlog.clear();
    }

    void start() {
        isAlive = true;
    }

    void pause() {
        isPaused = isAlive;
    }

    /** Goes on, and finds everything waiting that has come meanwhile. */
    void resume() {
        isPaused = false;
        int born = life;
        while (!backlog.isEmpty() && life == born && !isPaused) {
            backlog.removeFirst().run();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
