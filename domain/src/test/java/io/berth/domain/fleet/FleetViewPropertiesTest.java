package io.berth.domain.fleet;

import static io.berth.domain.fleet.NodeFixture.CORE;
import static io.berth.domain.fleet.NodeFixture.GIB;
import static io.berth.domain.fleet.NodeFixture.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.resource.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The fleet against a plain sorted map, under random changes. */
class FleetViewPropertiesTest {
    @Property(tries = 300)
    void itHoldsWhatASortedMapHoldsAndOldCopiesStayAsTheyWere(@ForAll long draw) {
        Random random = new Random(draw);
        TreeMap<NodeId, NodeView> expected = new TreeMap<>();
        FleetView fleet = FleetView.EMPTY;
        for (int step = 0; step < 60; step++) {
            FleetView before = fleet;
            List<NodeView> expectedBefore = List.copyOf(expected.values());
            NodeView view = draw(random);
            if (random.nextInt(3) == 0) {
                fleet = fleet.without(view.id());
                expected.remove(view.id());
            } else {
                fleet = fleet.with(view);
                expected.put(view.id(), view);
            }
            assertThat(List.copyOf(before.nodes())).isEqualTo(expectedBefore);
            assertThat(before.size()).isEqualTo(expectedBefore.size());
        }
        assertThat(List.copyOf(fleet.nodes())).isEqualTo(List.copyOf(expected.values()));
        for (NodeView view : expected.values()) {
            assertThat(fleet.node(view.id())).contains(view);
        }
    }

    @Property(tries = 300)
    void openNodesComeByLoadAndThenAroundTheRing(@ForAll long draw, @ForAll LoadOrder order, @ForAll long start) {
        FleetView fleet = fleet(new Random(draw));
        List<NodeView> expected = fleet.nodes().stream()
                .filter(NodeView::isOpen)
                .map(IndexedNode::of)
                .sorted(order.loads()
                        .thenComparing(Comparator.comparing(node -> node.mark() - start, Long::compareUnsigned)))
                .map(IndexedNode::view)
                .toList();
        assertThat(drain(fleet.open(order, start, Resources.NONE))).isEqualTo(expected);
    }

    @Property(tries = 300)
    void onlyNodesThatHaveNotSoMuchFreeAreLeftOut(@ForAll long draw, @ForAll LoadOrder order, @ForAll long start) {
        Resources need = new Resources(2 * CORE, 2 * GIB);
        FleetView fleet = fleet(new Random(draw));
        List<NodeView> all = drain(fleet.open(order, start, Resources.NONE));
        List<NodeView> some = drain(fleet.open(order, start, need));
        assertThat(some.stream().filter(view -> need.fitsIn(view.free())).toList())
                .isEqualTo(all.stream().filter(view -> need.fitsIn(view.free())).toList());
        assertThat(some).doesNotHaveDuplicates();
    }

    @Property(tries = 300)
    void openNodesAreCountedByTheValuesOfTheirLabels(@ForAll long draw) {
        Random random = new Random(draw);
        FleetView fleet = fleet(random).without(new NodeId("n" + random.nextInt(40)));
        assertThat(fleet.openByLabel("node.labels.zone"))
                .isEqualTo(fleet.nodes().stream()
                        .filter(NodeView::isOpen)
                        .collect(Collectors.groupingBy(
                                view -> view.labels().getOrDefault("zone", ""), Collectors.summingInt(_ -> 1))));
    }

    private static List<NodeView> drain(Iterator<IndexedNode> nodes) {
        List<NodeView> drained = new ArrayList<>();
        nodes.forEachRemaining(node -> drained.add(node.view()));
        return drained;
    }

    private static FleetView fleet(Random random) {
        FleetView fleet = FleetView.EMPTY;
        for (int step = 0; step < 60; step++) {
            fleet = fleet.with(draw(random));
        }
        return fleet;
    }

    private static NodeView draw(Random random) {
        NodeFixture node = node("n" + random.nextInt(40))
                .capacity(4 * CORE, 4 * GIB)
                .reserved(random.nextInt(4) * CORE, random.nextInt(4) * GIB)
                .tasks("web", random.nextInt(3));
        if (random.nextInt(3) > 0) {
            node = node.label("zone", "z" + random.nextInt(3)).label("zoo", "x");
        }
        return random.nextInt(6) == 0
                ? node.is(Availability.DRAIN, Liveness.READY).view()
                : node.view();
    }
}
