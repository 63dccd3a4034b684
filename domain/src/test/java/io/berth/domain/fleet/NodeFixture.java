package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Platform;
import io.berth.domain.task.HostPort;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Nodes for tests: a plain one of 4 cores and 8 GiB, and changes of it. */
public record NodeFixture(NodeView view) {
    public static final long GIB = 1L << 30;
    public static final long MIB = 1L << 20;
    public static final long CORE = 1_000_000_000L;
    public static final NodeView NODE_A = node("a").view();
    public static final NodeView NODE_B = node("b").view();
    public static final NodeView NODE_C = node("c").view();

    /** A ready, empty node. */
    public static NodeFixture node(String id) {
        NodeInfo info = new NodeInfo(
                "host-" + id,
                "10.0.0.1",
                new Platform("linux", "x86_64"),
                Set.of("docker", "process"),
                "29.0.0",
                Map.of(),
                new Resources(4 * CORE, 8 * GIB),
                false);
        return new NodeFixture(new NodeView(
                new NodeId(id),
                info,
                Map.of(),
                Availability.ACTIVE,
                Liveness.READY,
                Resources.NONE,
                Set.of(),
                Map.of(),
                0));
    }

    public NodeFixture label(String key, String value) {
        Map<String, String> labels = new HashMap<>(view.labels());
        labels.put(key, value);
        return new NodeFixture(new NodeView(
                view.id(),
                view.info(),
                labels,
                view.availability(),
                view.liveness(),
                view.reserved(),
                view.hostPorts(),
                view.tasksByService(),
                view.tasks()));
    }

    public NodeFixture engineLabel(String key, String value) {
        return info(new NodeInfo(
                view.info().hostname(),
                view.info().address(),
                view.info().platform(),
                view.info().runtimes(),
                view.info().engineVersion(),
                Map.of(key, value),
                view.info().capacity(),
                view.info().isManager()));
    }

    public NodeFixture address(String address) {
        return info(new NodeInfo(
                view.info().hostname(),
                address,
                view.info().platform(),
                view.info().runtimes(),
                view.info().engineVersion(),
                view.info().engineLabels(),
                view.info().capacity(),
                view.info().isManager()));
    }

    public NodeFixture platform(String os, String arch) {
        return info(new NodeInfo(
                view.info().hostname(),
                view.info().address(),
                new Platform(os, arch),
                view.info().runtimes(),
                view.info().engineVersion(),
                view.info().engineLabels(),
                view.info().capacity(),
                view.info().isManager()));
    }

    public NodeFixture runtimes(String... runtimes) {
        return info(new NodeInfo(
                view.info().hostname(),
                view.info().address(),
                view.info().platform(),
                Set.of(runtimes),
                view.info().engineVersion(),
                view.info().engineLabels(),
                view.info().capacity(),
                view.info().isManager()));
    }

    public NodeFixture manager() {
        return info(new NodeInfo(
                view.info().hostname(),
                view.info().address(),
                view.info().platform(),
                view.info().runtimes(),
                view.info().engineVersion(),
                view.info().engineLabels(),
                view.info().capacity(),
                true));
    }

    public NodeFixture capacity(long nanoCpus, long memoryBytes) {
        return info(new NodeInfo(
                view.info().hostname(),
                view.info().address(),
                view.info().platform(),
                view.info().runtimes(),
                view.info().engineVersion(),
                view.info().engineLabels(),
                new Resources(nanoCpus, memoryBytes),
                view.info().isManager()));
    }

    private NodeFixture info(NodeInfo info) {
        return new NodeFixture(new NodeView(
                view.id(),
                info,
                view.labels(),
                view.availability(),
                view.liveness(),
                view.reserved(),
                view.hostPorts(),
                view.tasksByService(),
                view.tasks()));
    }

    public NodeFixture is(Availability availability, Liveness liveness) {
        return new NodeFixture(new NodeView(
                view.id(),
                view.info(),
                view.labels(),
                availability,
                liveness,
                view.reserved(),
                view.hostPorts(),
                view.tasksByService(),
                view.tasks()));
    }

    public NodeFixture reserved(long nanoCpus, long memoryBytes) {
        return books(new Resources(nanoCpus, memoryBytes), view.hostPorts(), view.tasksByService(), view.tasks());
    }

    /** More live tasks of a service, which reserve nothing. */
    public NodeFixture tasks(String serviceUid, int count) {
        Map<String, Integer> byService = new HashMap<>(view.tasksByService());
        byService.merge(serviceUid, count, Integer::sum);
        return books(view.reserved(), view.hostPorts(), byService, view.tasks() + count);
    }

    public NodeFixture port(String protocol, int published) {
        Set<HostPort> ports = new HashSet<>(view.hostPorts());
        ports.add(new HostPort(protocol, 0, published));
        return books(view.reserved(), ports, view.tasksByService(), view.tasks());
    }

    private NodeFixture books(
            Resources reserved, Set<HostPort> hostPorts, Map<String, Integer> tasksByService, int tasks) {
        return new NodeFixture(new NodeView(
                view.id(),
                view.info(),
                view.labels(),
                view.availability(),
                view.liveness(),
                reserved,
                hostPorts,
                tasksByService,
                tasks));
    }
}
