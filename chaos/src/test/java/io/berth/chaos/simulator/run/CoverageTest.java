package io.berth.chaos.simulator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.chaos.simulator.plan.Outcast;
import io.berth.chaos.simulator.plan.PlanMaker;
import io.berth.chaos.simulator.world.Blueprint;
import io.berth.chaos.simulator.world.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A world in which something never happens says nothing about it: here is what must happen in a few hundred worlds. */
class CoverageTest {
    private static final int WORLDS = 300;

    private static final List<String> PHENOMENA = List.of(
            // What users do.
            "put web",
            "scale ",
            "rollback ",
            "restart ",
            "pause web",
            "resume ",
            "remove web",
            "remove n",
            "label ",
            "set n",
            "join ",
            "lose ",
            "store secret ",
            // What befalls the world.
            "kill m",
            "before the write",
            "after the write",
            "kill the machine",
            "kill the agent",
            "pause m",
            "pause the agent",
            "end the session",
            "cut n",
            "cut m",
            "out of order",
            "journal slow",
            "journal refusing",
            "journal silent",
            "sees no news of nodes",
            "clock of ",
            "runtime of ",
            "crash ",
            "move ",
            // What follows.
            "its write was FENCED",
            "its write was REFUSED",
            "its write was UNKNOWN",
            "leaves: it hears no majority",
            "leaves: it was given up",
            "is given up",
            "unknown: ",
            "TasksRefused",
            "TasksStopRequested",
            "SlotsPending",
            "RestartPlanned",
            "RestartsEnded",
            "NodeWentDown",
            "NodeEvicts",
            "TasksEvicted",
            "OrphansFound",
            "ClaimAsks",
            "RolloutStepped",
            "COMPLETED: ",
            "PAUSED: ",
            "ROLLBACK_STARTED",
            "NodeRemoved",
            "ServiceRemoved");

    @Test
    void everythingHappensSomewhere() {
        Set<String> missing = new HashSet<>(PHENOMENA);
        for (long seed = 0; seed < WORLDS && !missing.isEmpty(); seed++) {
            Simulation.run(PlanMaker.make(seed), Blueprint.PRODUCTION, true).trace().stream()
                    .map(Trace.Line::text)
                    .forEach(text -> missing.removeIf(text::contains));
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void machinesAreIllForEverInEveryWay() {
        Stream<Outcast.Lot> lots = LongStream.range(0, WORLDS)
                .mapToObj(PlanMaker::make)
                .flatMap(plan -> plan.outcasts().values().stream());

        assertThat(lots).contains(Outcast.Lot.values());
    }
}
