package io.berth.agent.ingress;

import io.berth.domain.spec.PortSpec.ProxyProtocol;
import io.berth.domain.task.TaskId;
import io.berth.domain.traffic.Endpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that answer for one published port: those of this node, of which the agent itself knows best, and those of
 * other nodes. The one with the fewest connections is next, in turn among equals; those that could not be reached lately
 * come last.
 */
final class Backends {
    private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();

    private final Runnable onIdle;
    private final Map<TaskId, Backend> here = new LinkedHashMap<>();
    private Map<TaskId, Backend> elsewhere = Map.of();
    /** Those that get nothing new and still have connections. */
    private final Map<TaskId, Backend> leaving = new HashMap<>();

    private int turn;

    /** @param onIdle called when the last connection of one that has left is closed */
    Backends(Runnable onIdle) {
        this.onIdle = onIdle;
    }

    /** Adds a task of this node; one that is there stays as it is, unless its port has changed. */
    synchronized void add(TaskId task, int port, ProxyProtocol proxyProtocol) {
        here.put(task, backend(here.get(task), new Backend(task, LOOPBACK, port, proxyProtocol)));
    }

    /** A task of this node gets nothing new. */
    synchronized void remove(TaskId task) {
        leave(here.remove(task));
    }

    /** The tasks of other nodes, in place of those known before. */
    synchronized void elsewhere(Collection<Endpoint> endpoints) {
        Map<TaskId, Backend> next = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints) {
            TaskId task = endpoint.task();
            Backend there = new Backend(task, endpoint.address(), endpoint.port(), endpoint.proxyProtocol());
            next.put(task, backend(elsewhere.get(task), there));
        }
        elsewhere.values().stream().filter(old -> !next.containsKey(old.task)).forEach(this::leave);
        elsewhere = next;
    }

    /** The one that is known already goes on to count its connections. */
    private Backend backend(@Nullable Backend present, Backend found) {
        if (present != null && present.isAt(found.host, found.port)) {
            return present;
        }
        Backend left = leaving.get(found.task);
        if (left != null && left.isAt(found.host, found.port)) {
            leaving.remove(found.task);
            return left;
        }
        return found;
    }

    private void leave(@Nullable Backend backend) {
        if (backend != null && backend.connections() > 0) {
            leaving.put(backend.task, backend);
        }
    }

    /** The next one, its connection counted already; empty if all were tried. */
    synchronized Optional<Backend> take(Set<Backend> tried) {
        List<Backend> all = Stream.concat(here.values().stream(), elsewhere.values().stream())
                .toList();
        int first = all.isEmpty() ? 0 : Math.floorMod(turn++, all.size());
        long now = System.nanoTime();
        List<Backend> inTurn = new ArrayList<>(all.subList(first, all.size()));
        inTurn.addAll(all.subList(0, first));
        Backend best = null;
        for (Backend next : inTurn) {
            if (!tried.contains(next) && (best == null || isBetter(next, best, now))) {
                best = next;
            }
        }
        if (best != null) {
            best.opened();
        }
        return Optional.ofNullable(best);
    }

    private static boolean isBetter(Backend one, Backend other, long now) {
        boolean isShunned = one.isShunned(now);
        return isShunned == other.isShunned(now) ? one.connections() < other.connections() : !isShunned;
    }

    /** Whether something new may be sent there. */
    synchronized boolean isTaking(Backend backend) {
        return backend.equals(here.get(backend.task)) || backend.equals(elsewhere.get(backend.task));
    }

    /** The task could not be reached. */
    synchronized void failed(Backend backend) {
        backend.failed(System.nanoTime());
    }

    /** A connection that was taken has ended. */
    void release(Backend backend) {
        boolean isIdle;
        synchronized (this) {
            backend.closed();
            isIdle = backend.connections() == 0 && leaving.remove(backend.task, backend);
        }
        if (isIdle) {
            onIdle.run();
        }
    }

    /** How many connections to the task are open. */
    synchronized int connections(TaskId task) {
        return Stream.of(here, elsewhere, leaving)
                .map(backends -> backends.get(task))
                .mapToInt(backend -> backend == null ? 0 : backend.connections())
                .sum();
    }
}
