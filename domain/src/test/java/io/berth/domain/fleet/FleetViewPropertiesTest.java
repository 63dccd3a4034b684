package io.berth.domain.fleet;

import static io.berth.domain.fleet.NodeFixture.CORE;
import static io.berth.domain.fleet.NodeFixture.GIB;
import static io.berth.domain.fleet.NodeFixture.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.resource.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The fleet against a plain sorted map, under random changes. */
class FleetViewPropertiesTest {
    private static final Trait ZONE = Trait.of(Trait.Kind.NODE_LABEL, "zone");

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
                .sorted(ranks(order, start))
                .map(IndexedNode::view)
                .toList();
        assertThat(drain(open(fleet, order, start, Resources.NONE))).isEqualTo(expected);
    }

    @Property(tries = 300)
    void onlyNodesThatHaveNotSoMuchFreeAreLeftOut(@ForAll long draw, @ForAll LoadOrder order, @ForAll long start) {
        Resources need = new Resources(2 * CORE, 2 * GIB);
        FleetView fleet = fleet(new Random(draw));
        List<NodeView> all = drain(open(fleet, order, start, Resources.NONE));
        List<NodeView> some = drain(open(fleet, order, start, need));
        assertThat(some.stream().filter(view -> need.fitsIn(view.free())).toList())
                .isEqualTo(all.stream().filter(view -> need.fitsIn(view.free())).toList());
        assertThat(some).doesNotHaveDuplicates();
    }

    @Property(tries = 300)
    void aLensShowsWhatTheFleetIsNowWhateverItHasShownBefore(@ForAll long draw, @ForAll LoadOrder order) {
        Random random = new Random(draw);
        List<Trait> traits = List.of(Trait.AVAILABILITY, ZONE);
        FleetView fleet = FleetView.EMPTY;
        List<FleetView> fleets = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            NodeView view = draw(random);
            fleet = random.nextInt(3) == 0 ? fleet.without(view.id()) : fleet.with(view);
            fleets.add(fleet);
            FleetView shown = fleets.get(random.nextInt(fleets.size()));
            Map<List<String>, List<NodeView>> groups = new HashMap<>();
            shown.lens(order, traits)
                    .groups()
                    .forEachRemaining(group -> groups.put(
                            group.values(), drain(NodeGroup.offers(List.of(group), order, draw, Resources.NONE))));
            assertThat(groups)
                    .isEqualTo(shown.nodes().stream()
                            .map(IndexedNode::of)
                            .sorted(ranks(order, draw))
                            .map(IndexedNode::view)
                            .collect(Collectors.groupingBy(one -> List.of(Trait.AVAILABILITY.of(one), ZONE.of(one)))));
        }
    }

    @Property(tries = 300)
    void groupsAreFoundByTheirFirstValuesWithoutRegardToCase(@ForAll long draw) {
        FleetView fleet = fleet(new Random(draw));
        List<NodeView> found = new ArrayList<>();
        fleet.lens(LoadOrder.EMPTIEST_FIRST, List.of(ZONE, Trait.AVAILABILITY))
                .groups(List.of("Z1"))
                .forEach(group -> found.addAll(
                        drain(NodeGroup.offers(List.of(group), LoadOrder.EMPTIEST_FIRST, 0, Resources.NONE))));
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(fleet.nodes().stream()
                        .filter(view -> ZONE.of(view).equals("z1"))
                        .toList());
    }

    @Property(tries = 300)
    void aCensusCountsEveryNodeAndFindsTheNearest(@ForAll long draw, @ForAll LoadOrder order) {
        Random random = new Random(draw);
        FleetView fleet = fleet(random);
        Resources need = new Resources(random.nextInt(6) * CORE, random.nextInt(6) * GIB);
        NodeGroup group = fleet.lens(order, List.of()).groups().next();
        Census census = group.census(need);
        for (Lack lack : Lack.values()) {
            List<NodeView> expected = fleet.nodes().stream()
                    .filter(view -> Lack.of(need, view.free()) == lack)
                    .toList();
            assertThat(census.count(lack)).isEqualTo(expected.size());
            assertThat(census.nearest(lack).map(IndexedNode::view))
                    .isEqualTo(expected.stream()
                            .min(Comparator.<NodeView>comparingDouble(view -> need.distanceTo(view.free()))
                                    .thenComparing(NodeView::id)));
        }
    }

    /** All open nodes as a placement meets them that does not care for the zone: from several groups. */
    private static Iterator<IndexedNode> open(FleetView fleet, LoadOrder order, long start, Resources need) {
        List<NodeGroup> groups =
                fleet.lens(order, List.of(Trait.AVAILABILITY, ZONE)).groups(List.of(Trait.OPEN));
        return NodeGroup.offers(groups, order, start, need);
    }

    private static Comparator<IndexedNode> ranks(LoadOrder order, long start) {
        return order.loads().thenComparing(Comparator.comparing(node -> node.mark() - start, Long::compareUnsigned));
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
