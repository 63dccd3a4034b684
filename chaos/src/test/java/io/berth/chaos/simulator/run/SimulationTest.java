package io.berth.chaos.simulator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.chaos.simulator.plan.Fault;
import io.berth.chaos.simulator.plan.Outcast;
import io.berth.chaos.simulator.plan.Plan;
import io.berth.chaos.simulator.plan.Shape;
import io.berth.chaos.simulator.plan.Step;
import io.berth.chaos.simulator.plan.Wish;
import io.berth.chaos.simulator.world.Blueprint;
import io.berth.chaos.simulator.world.Layout;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RolloutPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
    private static final NodeId N1 = new NodeId("n1");
    private static final NodeId N2 = new NodeId("n2");
    private static final Shape WEB = new Shape(
            new Mode.Replicated(3),
            "app:1",
            200,
            Optional.of(8080),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            RolloutPolicy.DEFAULT,
            RestartPolicy.DEFAULT);

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aServiceComesToRun(int members) {
        Verdict verdict = run(members);

        assertThat(verdict.findings()).isEmpty();
        assertThat(started(verdict)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theTasksOfALostMachineRunElsewhere(int members) {
        Verdict verdict = run(members, step(5, new Wish.Lose(N2)));

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.trace()).anyMatch(line -> line.text().contains("node n2 + NodeWentDown"));
        assertThat(started(verdict)).isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1})
    void aMemberThatDiesHarmsNoContainer(int members) {
        Verdict verdict = run(members, step(5, new Fault.KillMember("m1", Duration.ofSeconds(2))));

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.trace())
                .anyMatch(line -> line.who().equals("m1") && line.text().equals("dies"));
        assertThat(started(verdict)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aCrashedContainerIsReplaced(int members) {
        Verdict verdict = run(members, step(5, new Fault.CrashContainers(N1, 1)));

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.trace()).anyMatch(line -> line.text().contains("RestartPlanned"));
    }

    @Test
    void aPlanIsReadable() {
        Plan plan = plan(3, step(5, new Fault.KillAgent(N2, true, Duration.ofSeconds(1))));

        assertThat(plan.toString().lines())
                .containsExactly(
                        "seed 1, LIVENESS: 3 members; n1 with 2000m, n2 with 2000m; calm from 20.000 s",
                        "    0.000  join n1",
                        "    0.000  join n2",
                        "    1.000  put web: Replicated[replicas=3] of app:1, 200m, ingress 8080",
                        "    5.000  kill the machine n2 for 1.000 s");
    }

    @ParameterizedTest
    @EnumSource(Outcast.Lot.class)
    void aHealthyCoreDoesWithoutAMemberAndANode(Outcast.Lot lot) {
        Verdict verdict = run(3, step(20, new Outcast("m2", lot)), step(20, new Outcast("n2", lot)));

        assertThat(verdict.findings()).isEmpty();
    }

    private static long started(Verdict verdict) {
        return verdict.trace().stream()
                .filter(line ->
                        line.text().startsWith("container of ") && line.text().endsWith(" runs"))
                .count();
    }

    private static Verdict run(int members, Step... more) {
        return Simulation.run(plan(members, more), Blueprint.PRODUCTION, true);
    }

    private static Plan plan(int members, Step... more) {
        Layout layout = new Layout(
                members,
                List.of(
                        new Layout.Node(N1, new Resources(2_000_000_000L, 1L << 30)),
                        new Layout.Node(N2, new Resources(2_000_000_000L, 1L << 30))));
        List<Step> steps = new ArrayList<>(
                List.of(step(0, new Wish.Join(N1)), step(0, new Wish.Join(N2)), step(1, new Wish.Put("web", WEB))));
        steps.addAll(List.of(more));
        return new Plan(1, Plan.Profile.LIVENESS, layout, steps, Duration.ofSeconds(20));
    }

    private static Step step(int second, Step.Action action) {
        return new Step(Duration.ofSeconds(second), action);
    }
}
