package io.berth.chaos.simulator.run;

import io.berth.chaos.simulator.clock.Agenda;
import io.berth.chaos.simulator.invariant.Finding;
import io.berth.chaos.simulator.invariant.Judge;
import io.berth.chaos.simulator.plan.Outcast;
import io.berth.chaos.simulator.plan.Plan;
import io.berth.chaos.simulator.world.Blueprint;
import io.berth.chaos.simulator.world.Log;
import io.berth.chaos.simulator.world.Names;
import io.berth.chaos.simulator.world.Trace;
import io.berth.chaos.simulator.world.World;
import java.time.Duration;
import java.util.List;

/** Runs one plan from its beginning to the first finding or to its end. The same plan always runs the same. */
public final class Simulation {
    /** After the last fault a world that can come to rest has done so within this time. */
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(2);

    private static final Duration FIRST_LOOK = Duration.ofSeconds(10);
    private static final Duration NEXT_LOOK = Duration.ofSeconds(5);

    /** Without an event for this long a world is at rest. */
    private static final long REST_MICROS = 5_000_000;

    private final Plan plan;
    private final Agenda agenda = new Agenda();
    private final Trace trace;
    private final Judge judge;
    private final World world;

    private Simulation(Plan plan, Blueprint blueprint, boolean isTraced) {
        this.plan = plan;
        this.trace = new Trace(agenda, isTraced);
        Names names = new Names();
        this.judge = new Judge(agenda, plan, names);
        this.world = new World(plan.seed(), plan.layout(), blueprint, agenda, judge, trace, names);
        judge.attach(world);
        new Director(world, agenda, trace).enter(plan);
    }

    /** Runs a plan. */
    public static Verdict run(Plan plan, Blueprint blueprint, boolean isTraced) {
        return new Simulation(plan, blueprint, isTraced).run();
    }

    private Verdict run() {
        List<Finding> findings = judged();
        findings.forEach(finding -> trace.line("judge", finding::toString));
        long events = world.journal().logs().stream().mapToLong(Log::sequence).sum();
        return new Verdict(plan, findings, trace.lines(), agenda.steps(), events, agenda.passed());
    }

    /** A rule that throws is a finding as any other. */
    private List<Finding> judged() {
        try {
            return until(plan.calmAt()) ? judge.findings() : settle();
        } catch (RuntimeException e) {
            return List.of(new Finding("exception", agenda.micros(), e + " at " + e.getStackTrace()[0]));
        }
    }

    /** Runs on until a time or a finding; answers whether there was one. */
    private boolean until(Duration end) {
        while (!judge.hasFound() && agenda.step(end)) {
            // Each step is one entry of the agenda.
        }
        return judge.hasFound();
    }

    private List<Finding> settle() {
        if (plan.profile() == Plan.Profile.SAFETY) {
            return List.of();
        }
        judge.calm();
        Duration end = plan.calmAt().plus(SETTLED_WITHIN);
        Duration next = plan.calmAt().plus(FIRST_LOOK);
        boolean isRestless = plan.outcasts().containsValue(Outcast.Lot.FLAPPING);
        while (true) {
            if (until(next)) {
                return judge.findings();
            }
            List<Finding> open = judge.unsettled();
            boolean isAtRest = agenda.micros() - judge.lastEventMicros() >= REST_MICROS;
            if (open.isEmpty() && (isAtRest || judge.isRestless() || isRestless)) {
                return List.of();
            }
            if (next.compareTo(end) >= 0) {
                return open.isEmpty()
                        ? List.of(new Finding("L4", agenda.micros(), "events are still being recorded"))
                        : open;
            }
            next = next.plus(NEXT_LOOK);
        }
    }
}
