package io.berth.bench;

import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.placement.Placement;
import io.berth.domain.placement.PlacementRequest;
import io.berth.domain.placement.Placer;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.Platform;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.task.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One call of the placer, and one change of the fleet, over a fleet that is partly in use. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlacementBenchmark {
    private static final long CORE = 1_000_000_000L;
    private static final long GIB = 1L << 30;

    private static final HostPort PORT_80 = new HostPort("tcp", 0, 80);
    private static final HostPort PORT_81 = new HostPort("tcp", 0, 81);
    private static final List<String> ZONES = List.of("a", "b", "c");

    /** What a service asks for. */
    public enum Shape {
        /** Half a core, 256 MiB. */
        PLAIN,
        /** The same, in one zone of three. */
        ZONE,
        /** The same, in a rack that one node of a hundred is in. */
        RACK,
        /** The same, spread over three zones. */
        SPREAD,
        /** The same, spread over three zones and then over the racks in them. */
        SPREAD_TWO,
        /** The same, with a port of the node that is in use on every second one. */
        PORT,
        /** The same, at most one task on a node. */
        ONE_PER_NODE,
        /** The same, with a label that no node has. */
        NO_LABEL,
        /** More memory than any node has free. */
        NO_MEMORY,
        /** So much that some nodes lack memory, some processors and some both; the rest has its port in use. */
        NO_PORT
    }

    @Param({"100", "1000", "10000"})
    public int nodes;

    @Param({"1", "100", "1000"})
    public int tasks;

    @Param({"PLAIN", "ZONE", "RACK", "SPREAD", "SPREAD_TWO", "PORT", "ONE_PER_NODE", "NO_LABEL", "NO_MEMORY", "NO_PORT"
    })
    public Shape shape = Shape.PLAIN;

    private final List<NodeView> views = new ArrayList<>();
    private FleetView fleet = FleetView.EMPTY;
    private PlacementRequest request =
            new PlacementRequest("uid", Resources.NONE, PlacementSpec.ANYWHERE, List.of(), "", Map.of(), Set.of());
    private long seed;

    /** Puts the fleet together. */
    @Setup(Level.Trial)
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < nodes; i++) {
            views.add(view(i, random));
        }
        fleet = FleetView.of(views);
        request = new PlacementRequest("uid", needs(), placement(), ports(), "docker", Map.of(), Set.of());
    }

    /** Places {@code tasks} in one call. */
    @Benchmark
    public Placement place() {
        return Placer.place(fleet, request, tasks, seed++);
    }

    /** Takes in {@code tasks} changes of nodes. */
    @Benchmark
    public FleetView change() {
        FleetView changed = fleet;
        for (int i = 0; i < tasks; i++) {
            NodeView view = views.get((int) (seed++ % nodes));
            changed = changed.with(more(view));
        }
        return changed;
    }

    /** Takes in {@code tasks} changes of nodes and places one task after each. */
    @Benchmark
    public Placement changeAndPlace() {
        Placement last = Placer.place(fleet, request, 1, seed);
        for (int i = 0; i < tasks; i++) {
            int number = (int) (seed++ % nodes);
            NodeView view = fleet.node(new NodeId("node-" + number)).orElseThrow();
            fleet = fleet.with(view.tasks() > 40 ? views.get(number) : more(view));
            last = Placer.place(fleet, request, 1, seed);
        }
        return last;
    }

    private Resources needs() {
        return switch (shape) {
            case NO_MEMORY -> new Resources(CORE / 2, 300 * GIB);
            case NO_PORT -> new Resources(54 * CORE, 246 * GIB);
            case PLAIN, ZONE, RACK, SPREAD, SPREAD_TWO, PORT, ONE_PER_NODE, NO_LABEL ->
                new Resources(CORE / 2, GIB / 4);
        };
    }

    private List<PortSpec> ports() {
        return switch (shape) {
            case PORT -> List.of(port(80));
            case NO_PORT -> List.of(port(81));
            case PLAIN, ZONE, RACK, SPREAD, SPREAD_TWO, ONE_PER_NODE, NO_LABEL, NO_MEMORY -> List.of();
        };
    }

    private static PortSpec port(int number) {
        return new PortSpec("", "tcp", 80, number, PortSpec.PublishMode.HOST);
    }

    private PlacementSpec placement() {
        return switch (shape) {
            case PLAIN, PORT, NO_MEMORY, NO_PORT -> PlacementSpec.ANYWHERE;
            case ZONE -> placement(List.of(label("zone", "a")), List.of(), 0);
            case RACK -> placement(List.of(label("rack", "7")), List.of(), 0);
            case SPREAD -> placement(List.of(), List.of("node.labels.zone"), 0);
            case SPREAD_TWO -> placement(List.of(), List.of("node.labels.zone", "node.labels.rack"), 0);
            case ONE_PER_NODE -> placement(List.of(), List.of(), 1);
            case NO_LABEL -> placement(List.of(label("gpu", "yes")), List.of(), 0);
        };
    }

    private static Constraint label(String key, String value) {
        return new Constraint("node.labels." + key, Constraint.Operator.EQUAL, value);
    }

    private static PlacementSpec placement(List<Constraint> constraints, List<String> spread, int maxPerNode) {
        PlacementSpec any = PlacementSpec.ANYWHERE;
        return new PlacementSpec(constraints, spread, maxPerNode, any.platforms(), any.strategy());
    }

    private static NodeView view(int number, SplittableRandom random) {
        int running = random.nextInt(20);
        Resources capacity = new Resources(64 * CORE, 256 * GIB);
        NodeInfo info = new NodeInfo(
                "host-" + number,
                "10.0.0.1",
                new Platform("linux", "x86_64"),
                Set.of("docker", "process"),
                "29.0.0",
                Map.of(),
                capacity,
                false);
        return new NodeView(
                new NodeId("node-" + number),
                info,
                Map.of("zone", ZONES.get(number % 3), "rack", Integer.toString(number % 100)),
                random.nextInt(50) == 0 ? Availability.DRAIN : Availability.ACTIVE,
                random.nextInt(50) == 0 ? Liveness.DOWN : Liveness.READY,
                new Resources(running * CORE, random.nextInt(20) * GIB),
                number % 2 == 0 ? Set.of(PORT_81) : Set.of(PORT_80, PORT_81),
                Map.of("other", running),
                running);
    }

    private static NodeView more(NodeView view) {
        return new NodeView(
                view.id(),
                view.info(),
                view.labels(),
                view.availability(),
                view.liveness(),
                view.reserved().plus(new Resources(CORE / 2, GIB / 4)),
                view.hostPorts(),
                view.tasksByService(),
                view.tasks() + 1);
    }
}
