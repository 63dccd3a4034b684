package io.berth.agent.ingress;

import io.berth.agent.task.Balance;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskId;
import io.berth.domain.traffic.Endpoint;
import io.berth.domain.traffic.PortProblem;
import io.berth.domain.traffic.TrafficNews;
import io.berth.domain.traffic.TrafficReport;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.Closeable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All published ports of the cluster, answered on this node and balanced over the tasks of all nodes. Of its own tasks
 * the node knows by itself, of the others from its member; while that is silent the last word counts.
 */
public final class Ingress implements Balance, Closeable {
    private static final long GATHER_MILLIS = 5;

    private final EventLoopGroup loops = new NioEventLoopGroup(
            Math.max(2, Runtime.getRuntime().availableProcessors()), new DefaultThreadFactory("ingress", true));
    private final Optional<InetAddress> address;
    private final EndpointTable table;
    private final Departures departures = new Departures(loops, this::connections);
    private final Map<PortKey, PublishedPort> ports = new HashMap<>();
    private final Map<TaskId, Set<PortKey>> users = new HashMap<>();
    private final Set<TaskId> joined = new HashSet<>();
    private final AtomicBoolean isReportDue = new AtomicBoolean();
    private volatile Consumer<PortKey> changed = port -> {};
    private volatile Consumer<TrafficReport> reports = report -> {};

    /**
     * @param node whose ports these are
     * @param address on which they are opened; empty for all
     */
    public Ingress(NodeId node, Optional<InetAddress> address) {
        this.table = new EndpointTable(node);
        this.address = address;
    }

    /** Tells {@code listener} each port of which {@link #problem} has something else to say. */
    public void onChange(Consumer<PortKey> listener) {
        changed = listener;
    }

    /** Tells {@code listener} what there is to say of traffic, whenever that has changed. */
    public void onReport(Consumer<TrafficReport> listener) {
        reports = listener;
    }

    /** Whether the task answers for this published port. */
    public static boolean publishes(TaskAssignment task, PortKey port) {
        return balanced(task).anyMatch(spec -> PortKey.of(spec).equals(port));
    }

    @Override
    public synchronized void expect(TaskAssignment task) {
        Set<PortKey> needed = balanced(task).map(PortKey::of).collect(Collectors.toSet());
        if (!needed.isEmpty()) {
            users.put(task.task(), needed);
            needed.forEach(this::open);
        }
    }

    private PublishedPort open(PortKey key) {
        return ports.computeIfAbsent(key, port -> {
            PublishedPort published = new PublishedPort(port, address, loops, this::problemChanged, this::reportSoon);
            published.open();
            return published;
        });
    }

    @Override
    public synchronized void join(TaskAssignment task, List<HostPort> hostPorts) {
        if (table.draining().contains(task.task())) {
            return; // it runs, but its service wants it gone
        }
        balanced(task)
                .forEach(spec -> hostPorts.stream()
                        .filter(host -> host.target() == spec.target()
                                && host.protocol().equals(spec.protocol()))
                        .findFirst()
                        .ifPresent(host -> {
                            PublishedPort published = ports.get(PortKey.of(spec));
                            if (published != null) {
                                joined.add(task.task());
                                published.backends.add(task.task(), host.published(), spec.proxyProtocol());
                            }
                        }));
    }

    @Override
    public synchronized void leave(TaskId task) {
        ports.values().forEach(port -> port.backends.remove(task));
    }

    @Override
    public void drain(TaskAssignment task, Duration grace, Runnable then) {
        boolean isFollowed;
        synchronized (this) {
            leave(task.task());
            isFollowed = table.isFollowed();
            if (!joined.contains(task.task())) {
                then.run();
                return;
            }
        }
        departures.begin(task.task(), grace, () -> {
            then.run();
            reportSoon();
        });
        if (isFollowed) {
            reportSoon();
        } else {
            departures.drained(task.task(), connections(task.task()));
        }
    }

    @Override
    public synchronized void forget(TaskId task) {
        leave(task);
        joined.remove(task);
        users.remove(task);
        closeUnused();
    }

    private void closeUnused() {
        Set<PortKey> needed = table.ports().collect(Collectors.toSet());
        users.values().forEach(needed::addAll);
        ports.entrySet().removeIf(entry -> {
            boolean isUnused = !needed.contains(entry.getKey());
            if (isUnused) {
                entry.getValue().close();
            }
            return isUnused;
        });
        reportSoon();
    }

    /** Takes what a member says. */
    public void hear(TrafficNews news) {
        switch (news) {
            case TrafficNews.Endpoints(var service) -> {
                synchronized (this) {
                    table.put(service);
                    follow();
                }
            }
            case TrafficNews.Complete(var services) -> {
                synchronized (this) {
                    table.retain(services);
                    follow();
                }
            }
            case TrafficNews.Drained(var task, var connections) -> departures.drained(task, connections);
        }
    }

    private void follow() {
        Map<PortKey, List<Endpoint>> elsewhere = table.elsewhere();
        table.draining().forEach(this::leave);
        elsewhere.keySet().forEach(this::open);
        ports.forEach((key, port) -> port.backends.elsewhere(elsewhere.getOrDefault(key, List.of())));
        closeUnused();
    }

    /** What there is to say of traffic now. */
    public TrafficReport report() {
        Set<TaskId> stopping = departures.tasks();
        synchronized (this) {
            Map<TaskId, Integer> draining = new TreeMap<>();
            table.draining().forEach(task -> draining.put(task, connections(task)));
            List<PortProblem> problems = ports.values().stream()
                    .filter(port -> !port.problem().isEmpty())
                    .map(port ->
                            new PortProblem(port.key().protocol(), port.key().port(), port.problem()))
                    .toList();
            return new TrafficReport(draining, stopping, problems);
        }
    }

    private synchronized int connections(TaskId task) {
        return ports.values().stream()
                .mapToInt(port -> port.backends.connections(task))
                .sum();
    }

    private void problemChanged(PortKey port) {
        changed.accept(port);
        reportSoon();
    }

    private void reportSoon() {
        if (!loops.isShuttingDown() && isReportDue.compareAndSet(false, true)) {
            var _ = loops.schedule(this::tellReport, GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tellReport() {
        isReportDue.set(false);
        TrafficReport report = report();
        reports.accept(report);
        if (!isFollowedNow()) {
            report.stopping().forEach(task -> departures.drained(task, connections(task)));
        }
    }

    private synchronized boolean isFollowedNow() {
        return table.isFollowed();
    }

    @Override
    public synchronized String problem(TaskAssignment task) {
        return balanced(task)
                .map(spec -> ports.get(PortKey.of(spec)))
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
        return task.ports().stream().filter(spec -> spec.mode() == PublishMode.INGRESS && spec.published() > 0);
    }
}
