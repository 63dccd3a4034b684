package io.berth.domain.placement;

import static io.berth.domain.fleet.NodeFixture.CORE;
import static io.berth.domain.fleet.NodeFixture.GIB;
import static io.berth.domain.fleet.NodeFixture.NODE_A;
import static io.berth.domain.fleet.NodeFixture.NODE_B;
import static io.berth.domain.fleet.NodeFixture.NODE_C;
import static io.berth.domain.fleet.NodeFixture.node;
import static io.berth.domain.placement.RequestFixture.ANY;
import static io.berth.domain.placement.RequestFixture.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacerOrderTest {
    private static final long SEED = 7;

    @Test
    void theNodeWithFewestOwnTasksWinsEvenIfItIsTheFullest() {
        NodeView full = node("b").tasks("other", 9).reserved(3 * CORE, 0).view();
        PlacementRequest request = web().own(Map.of(NODE_A.id(), 1)).request();
        assertThat(place(request, 1, NODE_A, full)).containsExactly("b");
    }

    @Test
    void thenTheNodeWithFewestTasksInAll() {
        NodeView busy = node("a").tasks("other", 2).view();
        NodeView heavy = node("b").tasks("other", 1).reserved(3 * CORE, 0).view();
        assertThat(place(ANY, 1, busy, heavy)).containsExactly("b");
    }

    @Test
    void thenTheNodeWithTheSmallestReservedFraction() {
        NodeView heavy = node("a").reserved(0, 2 * GIB).view();
        NodeView light = node("b").reserved(CORE / 2, GIB).view();
        assertThat(place(ANY, 1, heavy, light)).containsExactly("b");
    }

    @Test
    void binpackTakesTheFullestThatStillFits() {
        NodeView full = node("a").reserved(4 * CORE, 0).view();
        NodeView half = node("b").reserved(2 * CORE, 0).view();
        assertThat(place(web().binpack().needs(CORE, 0).request(), 1, full, half, NODE_C))
                .containsExactly("b");
    }

    @Test
    void tasksGoRoundOverNodesThatAreAlike() {
        List<String> nodes = place(ANY, 6, NODE_A, NODE_B, NODE_C);
        assertThat(nodes.subList(0, 3)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(nodes.subList(3, 6)).containsExactlyElementsOf(nodes.subList(0, 3));
    }

    @Test
    void differentSeedsStartAtDifferentNodes() {
        List<NodeView> views = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            views.add(node("n" + i).view());
        }
        Set<NodeId> firsts = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            firsts.addAll(Placer.place(FleetView.of(views), ANY, 1, seed).nodes());
        }
        assertThat(firsts).hasSizeGreaterThan(20);
    }

    @Test
    void fourTasksOverOneNodeInZoneAAndTwoInZoneBGoTwoOneOne() {
        NodeView[] nodes = {
            node("a1").label("zone", "a").view(),
            node("b1").label("zone", "b").view(),
            node("b2").label("zone", "b").view()
        };
        List<String> placed = place(web().spread("node.labels.zone").request(), 4, nodes);
        assertThat(placed).containsExactlyInAnyOrder("a1", "a1", "b1", "b2");
    }

    @Test
    void tasksThatRunAlreadyCountForTheirBranchEvenOnANodeThatTakesNoMore() {
        NodeView full = node("a1")
                .label("zone", "a")
                .capacity(CORE, GIB)
                .reserved(CORE, 0)
                .view();
        NodeView free = node("a2").label("zone", "a").view();
        NodeView other = node("b1").label("zone", "b").view();
        PlacementRequest request = web().spread("node.labels.zone")
                .needs(CORE, 0)
                .own(Map.of(full.id(), 2))
                .request();
        assertThat(place(request, 2, full, free, other)).containsExactly("b1", "b1");
    }

    @Test
    void nodesWithoutTheLabelAreOneBranch() {
        NodeView zoned = node("a").label("zone", "a").view();
        List<String> placed = place(web().spread("node.labels.zone").request(), 4, zoned, NODE_B, NODE_C);
        assertThat(placed).containsExactlyInAnyOrder("a", "a", "b", "c");
    }

    @Test
    void theOutermostLabelIsKeptEvenFirst() {
        NodeView[] nodes = {
            node("a1").label("zone", "a").label("rack", "1").view(),
            node("b1").label("zone", "b").label("rack", "1").view(),
            node("b2").label("zone", "b").label("rack", "2").view(),
            node("b3").label("zone", "b").label("rack", "2").view()
        };
        List<String> placed =
                place(web().spread("node.labels.zone", "node.labels.rack").request(), 8, nodes);
        assertThat(Collections.frequency(placed, "a1")).isEqualTo(4);
        assertThat(Collections.frequency(placed, "b1")).isEqualTo(2);
        assertThat(Collections.frequency(placed, "b2")).isEqualTo(1);
    }

    @Test
    void aSpreadThatIsNoLabelIsIgnored() {
        assertThat(place(web().spread("foo").request(), 2, NODE_A, NODE_B)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whatIsPlacedInOneCallIsCountedInTheSameCall() {
        NodeView small = node("a").capacity(CORE, GIB).view();
        Placement placement = Placer.place(
                FleetView.of(List.of(small)), web().needs(CORE / 2, 0).request(), 3, SEED);
        assertThat(placement.nodes()).hasSize(2);
        assertThat(placement.why().refusals())
                .containsExactly(
                        new Explanation.Refusal(Veto.Filter.RESOURCES, "CPU", 1, small.id(), "needs 0.5 CPU, 0 free"));
        assertThat(placement.why().candidates())
                .containsExactly(new Explanation.Candidate(small.id(), List.of(), List.of(), 0, 0, 0, 2));
    }

    @Test
    void anEmptyFleetTakesNothing() {
        Placement placement = Placer.place(FleetView.EMPTY, ANY, 1, SEED);
        assertThat(placement).isEqualTo(new Placement(List.of(), new Explanation(SEED, 0, List.of(), List.of())));
    }

    private static List<String> place(PlacementRequest request, int count, NodeView... nodes) {
        return Placer.place(FleetView.of(List.of(nodes)), request, count, SEED).nodes().stream()
                .map(NodeId::value)
                .toList();
    }
}
