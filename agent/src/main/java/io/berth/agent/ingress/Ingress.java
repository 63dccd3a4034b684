package io.berth.agent.ingress;

import io.berth.agent.task.Balance;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskId;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.Closeable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All published ports of this node: each is open while a task that needs it lives here, and balances TCP connections
 * over those of its tasks that run.
 */
public final class Ingress implements Balance, Closeable {
    private final EventLoopGroup loops = new NioEventLoopGroup(
            Math.max(2, Runtime.getRuntime().availableProcessors()), new DefaultThreadFactory("ingress", true));
    private final Map<Integer, PublishedPort> ports = new HashMap<>();
    private final Map<Integer, Set<TaskId>> users = new HashMap<>();
    private volatile IntConsumer changed = port -> {};

    /** Tells {@code listener} each port of which {@link #problem} has something else to say. */
    public void onChange(IntConsumer listener) {
        changed = listener;
    }

    /** Whether the task answers for this published port. */
    public static boolean publishes(TaskAssignment task, int port) {
        return balanced(task).anyMatch(spec -> spec.published() == port);
    }

    @Override
    public synchronized void expect(TaskAssignment task) {
        balanced(task).forEach(spec -> {
            users.computeIfAbsent(spec.published(), port -> new HashSet<>()).add(task.task());
            ports.computeIfAbsent(spec.published(), this::open);
        });
    }

    private PublishedPort open(int port) {
        PublishedPort published = new PublishedPort(port, loops, changedPort -> changed.accept(changedPort));
        published.open();
        return published;
    }

    @Override
    public synchronized void join(TaskAssignment task, List<HostPort> hostPorts) {
        balanced(task)
                .forEach(spec -> hostPorts.stream()
                        .filter(host -> host.target() == spec.target()
                                && host.protocol().equals(spec.protocol()))
                        .findFirst()
                        .ifPresent(host -> {
                            PublishedPort published = ports.get(spec.published());
                            if (published != null) {
                                published.backends.add(task.task(), host.published());
                            }
                        }));
    }

    @Override
    public synchronized void leave(TaskId task) {
        ports.values().forEach(port -> port.backends.remove(task));
    }

    @Override
    public synchronized void forget(TaskId task) {
        leave(task);
        users.values().forEach(tasks -> tasks.remove(task));
        users.entrySet().removeIf(entry -> {
            if (!entry.getValue().isEmpty()) {
                return false;
            }
            PublishedPort unused = ports.remove(entry.getKey());
            if (unused != null) {
                unused.close();
            }
            return true;
        });
    }

    @Override
    public synchronized String problem(TaskAssignment task) {
        return balanced(task)
                .map(spec -> ports.get(spec.published()))
                .filter(port -> port != null && !port.problem().isEmpty())
                .map(PublishedPort::problem)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** Closes all ports and ends all connections. */
    @Override
    public void close() {
        synchronized (this) {
            ports.values().forEach(PublishedPort::close);
            ports.clear();
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static Stream<PortSpec> balanced(TaskAssignment task) {
        return task.ports().stream()
                .filter(spec -> spec.mode() == PublishMode.INGRESS
                        && spec.published() > 0
                        && spec.protocol().equals("tcp"));
    }
}
