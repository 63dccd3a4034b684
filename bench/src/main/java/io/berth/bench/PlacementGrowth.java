package io.berth.bench;

import io.berth.bench.PlacementBenchmark.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the cost of a placement grows with the fleet, in processor time: for machines that have other work too. */
public final class PlacementGrowth {
    private static final List<Integer> NODES = List.of(100, 1_000, 10_000);
    private static final List<Integer> TASKS = List.of(1, 1_000);

    private PlacementGrowth() {}

    /** Prints a table, with the number of tasks that found a node in brackets; takes some minutes. */
    public static void main(String[] arguments) {
        System.out.println("| shape | tasks | 100 nodes | 1,000 nodes | 10,000 nodes | 100 to 10,000 | each placed |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|");
        for (Shape shape : Shape.values()) {
            if (arguments.length == 0 || List.of(arguments).contains(shape.name())) {
                TASKS.forEach(tasks -> row(shape, tasks));
            }
        }
    }

    private static void row(Shape shape, int tasks) {
        StringBuilder row = new StringBuilder("| %s | %,d |".formatted(shape, tasks));
        List<Double> costs = new ArrayList<>();
        List<Double> each = new ArrayList<>();
        for (int nodes : NODES) {
            PlacementBenchmark benchmark = new PlacementBenchmark();
            benchmark.shape = shape;
            benchmark.tasks = tasks;
            benchmark.nodes = nodes;
            benchmark.fill();
            int placed = benchmark.place().nodes().size();
            double cost = ProcessorTime.perCall(benchmark::place) / 1_000;
            costs.add(cost);
            each.add(cost / Math.max(1, placed));
            row.append(String.format(Locale.ROOT, " %.1f us (%,d) |", cost, placed));
        }
        System.out.println(
                row.append(String.format(Locale.ROOT, " %.1f times | %.1f times |", growth(costs), growth(each))));
    }

    private static double growth(List<Double> costs) {
        return costs.getLast() / costs.getFirst();
    }
}
