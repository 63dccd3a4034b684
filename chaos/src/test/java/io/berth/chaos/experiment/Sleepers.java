package io.berth.chaos.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A cluster of one service, whose tasks are processes that sleep; each that dies is replaced at the next look. */
final class Sleepers implements Cluster, AutoCloseable {
    private final boolean isHealing;
    private final List<Process> tasks = new ArrayList<>();

    Sleepers(int tasks, boolean isHealing) {
        this.isHealing = isHealing;
        for (int i = 0; i < tasks; i++) {
            this.tasks.add(start());
        }
    }

    private static Process start() {
        try {
            return new ProcessBuilder("sleep", "1000").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Counts counts(String service) {
        return new Counts(running(service).size(), tasks.size());
    }

    @Override
    public synchronized List<Running> running(String service) {
        List<Running> running = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Process task = tasks.get(i);
            if (task.isAlive()) {
                running.add(new Running("t" + task.pid(), Integer.toString(i + 1), Long.toString(task.pid())));
            } else if (isHealing) {
                tasks.set(i, start());
            }
        }
        return running;
    }

    long pid(int slot) {
        return tasks.get(slot - 1).pid();
    }

    /** Whether the system has stopped it. */
    static boolean isStopped(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        tasks.forEach(Process::destroyForcibly);
    }
}
