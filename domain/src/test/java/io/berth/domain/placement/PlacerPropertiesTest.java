package io.berth.domain.placement;

import static io.berth.domain.fleet.NodeFixture.CORE;
import static io.berth.domain.fleet.NodeFixture.GIB;
import static io.berth.domain.fleet.NodeFixture.node;
import static io.berth.domain.placement.RequestFixture.WEB;
import static io.berth.domain.placement.RequestFixture.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeFixture;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.PlacementSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every fleet, request and seed. Fleets and requests are drawn from a seed of their own. */
class PlacerPropertiesTest {
    private record Case(List<NodeView> nodes, PlacementRequest request, int count, long seed) {
        Placement place() {
            return placeIn(FleetView.of(nodes));
        }

        Placement placeIn(FleetView fleet) {
            return Placer.place(fleet, request, count, seed);
        }
    }

    @Property(tries = 400)
    void noNodeGetsMoreThanItHasFree(@ForAll long draw) {
        Case drawn = draw(draw);
        Map<NodeId, Integer> given = given(drawn.place());
        for (NodeView view : drawn.nodes) {
            int tasks = given.getOrDefault(view.id(), 0);
            if (tasks > 0) {
                assertThat(drawn.request.reserved().nanoCpus() * tasks)
                        .isLessThanOrEqualTo(Math.max(0, view.free().nanoCpus()));
                assertThat(drawn.request.reserved().memoryBytes() * tasks)
                        .isLessThanOrEqualTo(Math.max(0, view.free().memoryBytes()));
            }
        }
    }

    @Property(tries = 400)
    void onlyNodesThatPassTheCheckGetTasks(@ForAll long draw) {
        Case drawn = draw(draw);
        Set<NodeId> used = given(drawn.place()).keySet();
        for (NodeView view : drawn.nodes) {
            if (used.contains(view.id())) {
                assertThat(view.liveness()).isEqualTo(Liveness.READY);
                assertThat(view.availability()).isEqualTo(Availability.ACTIVE);
                assertThat(Placer.check(view, drawn.request)).isEmpty();
            }
        }
    }

    @Property(tries = 400)
    void theOrderOfInsertionChangesNothing(@ForAll long draw) {
        Case drawn = draw(draw);
        List<NodeView> shuffled = new ArrayList<>(drawn.nodes);
        Collections.shuffle(shuffled, new Random(draw + 1));
        FleetView other = FleetView.of(drawn.nodes.subList(0, drawn.nodes.size() / 2));
        for (NodeView view : shuffled) {
            other = other.without(view.id()).with(view);
        }
        assertThat(Placer.place(other, drawn.request, drawn.count, drawn.seed)).isEqualTo(drawn.place());
    }

    @Property(tries = 400)
    void maxPerNodeHolds(@ForAll long draw) {
        Case drawn = draw(draw);
        int max = drawn.request.placement().maxPerNode();
        Map<NodeId, Integer> given = given(drawn.place());
        for (NodeView view : drawn.nodes) {
            int before = Math.max(
                    drawn.request.ownTasks().getOrDefault(view.id(), 0),
                    view.tasksByService().getOrDefault(WEB, 0));
            int more = given.getOrDefault(view.id(), 0);
            assertThat(max == 0 || more == 0 || before + more <= max).isTrue();
        }
    }

    @Property(tries = 400)
    void aHostPortIsGivenOnceOnANode(@ForAll long draw) {
        Case drawn = draw(draw);
        if (!drawn.request.hostPorts().isEmpty()) {
            assertThat(drawn.place().nodes()).doesNotHaveDuplicates();
        }
    }

    @Property(tries = 400)
    void everyTaskIsPlacedOrEveryNodeIsExplained(@ForAll long draw) {
        Case drawn = draw(draw);
        Placement placement = drawn.place();
        assertThat(placement.nodes()).hasSizeLessThanOrEqualTo(drawn.count);
        if (placement.nodes().size() < drawn.count) {
            assertThat(placement.why().refusals().stream()
                            .mapToInt(Explanation.Refusal::nodes)
                            .sum())
                    .isEqualTo(drawn.nodes.size())
                    .isEqualTo(placement.why().nodes());
        } else {
            assertThat(placement.why().candidates()).isNotEmpty();
        }
    }

    @Property(tries = 400)
    void theCandidatesGiveTheFirstNodeAgain(@ForAll long draw) {
        Case drawn = draw(draw);
        Placement placement = drawn.place();
        List<Explanation.Candidate> candidates = new ArrayList<>(placement.why().candidates());
        Collections.shuffle(candidates, new Random(draw));
        assertThat(Placer.best(candidates, drawn.request.placement().strategy(), drawn.seed)
                        .map(Explanation.Candidate::node))
                .isEqualTo(placement.nodes().stream().findFirst());
    }

    @Property(tries = 60) // The simple one is slow.
    void theAnswerIsThatOfTheSlowAndSimplePlacer(@ForAll long draw) {
        Case drawn = draw(draw);
        assertThat(drawn.place().nodes())
                .isEqualTo(SimplePlacer.place(drawn.nodes, drawn.request, drawn.count, drawn.seed));
    }

    @Property(tries = 400)
    void whatWasNotPlacedIsExplainedAsIfEveryNodeWereAsked(@ForAll long draw) {
        Case drawn = draw(draw);
        Placement placement = drawn.place();
        if (placement.nodes().size() < drawn.count) {
            assertThat(placement.why().refusals())
                    .isEqualTo(SimplePlacer.refusals(drawn.nodes, drawn.request, placement.nodes()));
        }
    }

    @Property(tries = 400)
    void whatIsAskedAgainAfterAChangeIsAnsweredAsTheFirstTime(@ForAll long draw) {
        Case drawn = draw(draw);
        FleetView fleet = FleetView.of(drawn.nodes);
        Placement first = drawn.placeIn(fleet);
        assertThat(drawn.placeIn(fleet)).isEqualTo(first);
        assertThat(drawn.placeIn(fleet)).isEqualTo(first);
        Random random = new Random(draw + 1);
        for (int change = 0; change < 3; change++) {
            fleet = fleet.with(drawNode("n" + random.nextInt(drawn.nodes.size() + 1), random));
            assertThat(drawn.placeIn(fleet)).isEqualTo(drawn.placeIn(FleetView.of(fleet.nodes())));
        }
    }

    @Property(tries = 400)
    void branchesThatAreAlikeDifferByAtMostOne(
            @ForAll @IntRange(min = 1, max = 6) int zones,
            @ForAll @IntRange(min = 1, max = 5) int nodesPerZone,
            @ForAll @IntRange(min = 1, max = 60) int count,
            @ForAll long seed) {
        List<NodeView> nodes = new ArrayList<>();
        for (int i = 0; i < zones * nodesPerZone; i++) {
            nodes.add(node("n" + i).label("zone", "z" + i % zones).view());
        }
        PlacementRequest request = web().spread("node.labels.zone").request();
        Placement placement = Placer.place(FleetView.of(nodes), request, count, seed);
        Map<String, Long> byZone = placement.nodes().stream()
                .collect(Collectors.groupingBy(
                        id -> FleetView.of(nodes)
                                .node(id)
                                .orElseThrow()
                                .labels()
                                .getOrDefault("zone", ""),
                        TreeMap::new,
                        Collectors.counting()));
        long least = byZone.size() < zones ? 0 : Collections.min(byZone.values());
        assertThat(Collections.max(byZone.values()) - least).isLessThanOrEqualTo(1);
    }

    private static Map<NodeId, Integer> given(Placement placement) {
        Map<NodeId, Integer> given = new HashMap<>();
        placement.nodes().forEach(node -> given.merge(node, 1, Integer::sum));
        return given;
    }

    private static Case draw(long seed) {
        Random random = new Random(seed);
        List<NodeView> nodes = new ArrayList<>();
        Map<NodeId, Integer> own = new HashMap<>();
        int size = random.nextInt(10) == 0 ? 250 : random.nextInt(12);
        for (int i = 0; i < size; i++) {
            NodeView view = drawNode("n" + i, random);
            nodes.add(view);
            int counted = view.tasksByService().getOrDefault(WEB, 0);
            if (random.nextInt(3) == 0 || counted > 0) {
                own.put(view.id(), counted + random.nextInt(2));
            }
        }
        RequestFixture request = web().own(own).needs(random.nextInt(3) * CORE / 2, random.nextInt(4) * GIB / 2);
        request = request.placement(drawPlacement(random));
        if (random.nextInt(4) == 0) {
            request = request.port("tcp", 8080);
        }
        return new Case(nodes, request.request(), 1 + random.nextInt(40), random.nextLong());
    }

    private static PlacementSpec drawPlacement(Random random) {
        List<String> spreads = List.of("node.labels.zone", "engine.labels.rack", "nonsense");
        return new PlacementSpec(
                random.nextInt(3) == 0
                        ? List.of(new Constraint("node.labels.zone", one(random, Constraint.Operator.values()), "B"))
                        : List.of(),
                spreads.subList(0, random.nextInt(4)),
                Math.max(0, random.nextInt(8) - 4),
                List.of(),
                one(random, PlacementSpec.Strategy.values()));
    }

    private static NodeView drawNode(String id, Random random) {
        NodeFixture node = node(id).capacity(random.nextInt(5) * CORE, random.nextInt(5) * GIB)
                .reserved(random.nextInt(5) * CORE / 2, random.nextInt(5) * GIB / 2)
                .engineLabel("rack", "r" + random.nextInt(3));
        if (random.nextInt(4) > 0) {
            node = node.label("zone", one(random, "a", "b", "c"));
        }
        if (random.nextInt(3) == 0) {
            node = node.tasks(WEB, 1 + random.nextInt(3));
        }
        if (random.nextInt(2) == 0) {
            node = node.tasks("other", random.nextInt(3));
        }
        if (random.nextInt(5) == 0) {
            node = node.port("tcp", 8080);
        }
        return random.nextInt(6) == 0
                ? node.is(one(random, Availability.values()), one(random, Liveness.values()))
                        .view()
                : node.view();
    }

    @SafeVarargs
    private static <T> T one(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
