package io.berth.domain.placement;

import static io.berth.domain.fleet.NodeFixture.CORE;
import static io.berth.domain.fleet.NodeFixture.GIB;
import static io.berth.domain.fleet.NodeFixture.MIB;
import static io.berth.domain.fleet.NodeFixture.NODE_A;
import static io.berth.domain.fleet.NodeFixture.NODE_B;
import static io.berth.domain.fleet.NodeFixture.NODE_C;
import static io.berth.domain.fleet.NodeFixture.node;
import static io.berth.domain.placement.RequestFixture.ANY;
import static io.berth.domain.placement.RequestFixture.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.spec.Constraint.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTextTest {
    private static final Explanation LACKING = why(
            web().needs(0, 512 * MIB).request(),
            small("n1", 100),
            small("n2", 200),
            small("n3", 380),
            small("n4", 0),
            node("n5").is(Availability.DRAIN, Liveness.READY).view(),
            node("n6").is(Availability.DRAIN, Liveness.READY).view());

    @Test
    void refusalsNameTheMostFrequentFirstAndTheNodeThatCameNearest() {
        assertThat(PlacementText.refusals(LACKING))
                .isEqualTo("no node can take it: 4 of 6 lack memory"
                        + " (best is n3: needs 512 MiB memory, 380 MiB free), 2 are draining");
    }

    @Test
    void oneNodeIsSpokenOfAsOne() {
        assertThat(PlacementText.refusals(why(web().runtime("simulated").request(), NODE_A)))
                .isEqualTo("no node can take it: 1 lacks the runtime simulated (a)");
    }

    @Test
    void afterSomeTasksWerePlacedNoNodeCanTakeOneMore() {
        Placement placement =
                Placer.place(FleetView.of(List.of(NODE_A)), web().maxPerNode(1).request(), 2, 0);
        assertThat(PlacementText.refusals(placement.why()))
                .isEqualTo("no node can take one more: 1 has as many tasks of the service as allowed"
                        + " (a: has 1 of at most 1 tasks of the service)");
    }

    @Test
    void anEmptyFleetIsSaidToBeEmpty() {
        assertThat(PlacementText.refusals(why(ANY)))
                .isEqualTo("no node can take it: there are no nodes; start an agent");
        assertThat(PlacementText.remedies(why(ANY))).containsExactly("join a node");
        assertThat(PlacementText.swarm(why(ANY))).isEqualTo("no suitable node");
    }

    @Test
    void theDockerDialectSpeaksAsSwarmDoes() {
        Explanation why = why(
                web().where("node.labels.zone", Operator.EQUAL, "x").request(),
                NODE_A,
                NODE_B,
                NODE_C,
                node("d").is(Availability.DRAIN, Liveness.READY).view());
        assertThat(PlacementText.swarm(why))
                .isEqualTo("no suitable node (scheduling constraints not satisfied on 3 nodes;"
                        + " 1 node not available for new tasks)");
    }

    @Test
    void swarmCountsDownNodesAndDrainingOnesTogether() {
        Explanation why = why(
                ANY,
                node("a").is(Availability.DRAIN, Liveness.READY).view(),
                node("b").is(Availability.ACTIVE, Liveness.DOWN).view());
        assertThat(PlacementText.swarm(why)).isEqualTo("no suitable node (2 nodes not available for new tasks)");
    }

    @Test
    void remediesSayWhatWouldHelp() {
        assertThat(PlacementText.remedies(LACKING))
                .containsExactly(
                        "reserve less memory (n3 needs 512 MiB memory, 380 MiB free), stop other tasks,"
                                + " or join a larger node",
                        "set the availability of n5 to active");
    }

    @Test
    void aChoiceNamesItsInputs() {
        NodeView used = node("b").tasks("other", 3).reserved(CORE, 0).view();
        PlacementRequest request = web().spread("node.labels.zone").request();
        Explanation why =
                Placer.place(FleetView.of(List.of(NODE_A, used)), request, 1, 0).why();
        assertThat(PlacementText.choice(why))
                .isEqualTo("a was best before b: 0 tasks of the service in branch (none),"
                        + " 0 tasks of the service on the node, 0 in all, 0.0 % reserved");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "512, 512 B",
        "2048, 2 KiB",
        "536870912, 512 MiB",
        "1073741824, 1 GiB",
        "1610612736, 1.5 GiB",
        "1181116006, 1126.39 MiB",
        "-1073741824, -1 GiB"
    })
    void memoryIsWrittenInUnitsOf1024(long bytes, String text) {
        assertThat(AmountText.memory(bytes)).isEqualTo(text);
    }

    private static NodeView small(String id, long freeMib) {
        return node(id).capacity(CORE, GIB).reserved(0, GIB - freeMib * MIB).view();
    }

    private static Explanation why(PlacementRequest request, NodeView... nodes) {
        return Placer.place(FleetView.of(List.of(nodes)), request, 1, 0).why();
    }
}
