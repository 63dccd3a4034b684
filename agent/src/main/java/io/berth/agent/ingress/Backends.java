package io.berth.agent.ingress;

import io.berth.domain.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The tasks that answer for one published port. The one with the fewest connections is next, in turn among equals. */
final class Backends {
    private final List<Backend> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** Adds a task; one that is there stays as it is, unless its port has changed. */
    synchronized void add(TaskId task, int port) {
        boolean isKnown = all.stream().anyMatch(backend -> backend.task().equals(task) && backend.port() == port);
        if (!isKnown) {
            remove(task);
            all.add(Backend.of(task, port));
        }
    }

    synchronized void remove(TaskId task) {
        all.removeIf(backend -> backend.task().equals(task));
    }

    /** The next one, its connection counted already; empty if all were tried. */
    Optional<Backend> take(Set<Backend> tried) {
        List<Backend> now = List.copyOf(all);
        int first = Math.floorMod(turn.getAndIncrement(), Math.max(1, now.size()));
        Backend best = null;
        for (int i = 0; i < now.size(); i++) {
            Backend next = now.get((first + i) % now.size());
            boolean isBetter = best == null
                    || next.connections().get() < best.connections().get();
            if (!tried.contains(next) && isBetter) {
                best = next;
            }
        }
        if (best != null) {
            best.connections().incrementAndGet();
        }
        return Optional.ofNullable(best);
    }
}
