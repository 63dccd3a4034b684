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

    /** What a service asks for. */
    public enum Shape {
        /** Half a core, 256 MiB. */
        PLAIN,
        /** The same, in one zone of three. */
        ZONE,
        /** The same, spread over three zones. */
        SPREAD
    }

    @Param({"100", "1000", "10000"})
    public int nodes;

    @Param({"1", "100", "1000"})
    public int tasks;

    @Param({"PLAIN", "ZONE", "SPREAD"})
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
        request = new PlacementRequest(
                "uid", new Resources(CORE / 2, GIB / 4), placement(), List.of(), "docker", Map.of(), Set.of());
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

    private PlacementSpec placement() {
        PlacementSpec any = PlacementSpec.ANYWHERE;
        return switch (shape) {
            case PLAIN -> any;
            case ZONE ->
                new PlacementSpec(
                        List.of(new Constraint("node.labels.zone", Constraint.Operator.EQUAL, "a")),
                        any.spread(),
                        any.maxPerNode(),
                        any.platforms(),
                        any.strategy());
            case SPREAD ->
                new PlacementSpec(
                        any.constraints(),
                        List.of("node.labels.zone"),
                        any.maxPerNode(),
                        any.platforms(),
                        any.strategy());
        };
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
                Map.of("zone", random.nextInt(3) == 0 ? "a" : random.nextBoolean() ? "b" : "c"),
                random.nextInt(50) == 0 ? Availability.DRAIN : Availability.ACTIVE,
                random.nextInt(50) == 0 ? Liveness.DOWN : Liveness.READY,
                new Resources(running * CORE, running * GIB),
                Set.of(),
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
