package io.berth.node.cli.command;

import io.berth.chaos.campaign.Campaign;
import io.berth.chaos.simulator.plan.Plan;
import io.berth.chaos.simulator.plan.PlanMaker;
import io.berth.chaos.simulator.run.Simulation;
import io.berth.chaos.simulator.run.Verdict;
import io.berth.chaos.simulator.shrink.Shrinker;
import io.berth.chaos.simulator.world.Blueprint;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.option.SeedRange;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the rules in simulated worlds of faults. Asks no member. */
@Command(
        name = "simulate",
        description = {
            "Run Berth's rules in simulated worlds of faults, by seed",
            "The same seed always shows the same. Even seeds are liveness runs, odd ones safety runs. A failure is cut"
                    + " down to the least plan that still shows it."
        })
public final class Simulate implements Callable<Integer> {
    /** More failures than this are listed only: cutting one down takes some seconds. */
    private static final int SHOWN_MAX = 5;

    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);

    @ArgGroup(multiplicity = "1")
    private Seeds seeds = new Seeds();

    @ArgGroup
    private Profile profile = new Profile();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many seeds to run at the same time (default: one for each processor)")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--trace", description = "Print the plan and all that happens; with --seed")
    private boolean isTraced;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command.
    private CommandSpec spec;

    private long lastProgress = System.nanoTime();

    /** Which seeds. */
    static final class Seeds {
        @Option(names = "--seed", paramLabel = "N", converter = SeedRange.Single.class, description = "One seed")
        private SeedRange one = SeedRange.NONE;

        @Option(
                names = "--seeds",
                paramLabel = "FROM..TO",
                converter = SeedRange.Converter.class,
                description = "All seeds from one to another, such as 1..100000")
        private SeedRange many = SeedRange.NONE;

        SeedRange range() {
            return one.equals(SeedRange.NONE) ? many : one;
        }
    }

    /** Which of them. */
    static final class Profile {
        @Option(names = "--safety", description = "Only the odd seeds: faults throughout")
        private boolean isSafety;

        @Option(
                names = "--liveness",
                description = "Only the even seeds: in the end a healthy core must do what is wanted")
        private boolean isLiveness;

        EnumSet<Plan.Profile> profiles() {
            return isSafety
                    ? EnumSet.of(Plan.Profile.SAFETY)
                    : isLiveness ? EnumSet.of(Plan.Profile.LIVENESS) : EnumSet.allOf(Plan.Profile.class);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        SeedRange range = seeds.range();
        if (jobs < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs must be at least 1, got " + jobs);
        }
        if (isTraced && range.from() != range.to()) {
            throw new ParameterException(
                    spec.commandLine(), "--trace is for one seed, got %d..%d".formatted(range.from(), range.to()));
        }
        if (isTraced) {
            trace(range.from());
        }
        long began = System.nanoTime();
        Campaign.Outcome outcome = Campaign.run(
                range.from(),
                range.to(),
                profile.profiles(),
                jobs,
                Blueprint.PRODUCTION,
                tally -> progress(tally, range));
        report(outcome, Duration.ofNanos(System.nanoTime() - began));
        return outcome.failures().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private void trace(long seed) {
        Verdict verdict = Simulation.run(PlanMaker.make(seed), Blueprint.PRODUCTION, true);
        out().println(verdict.plan());
        out().println();
        verdict.trace().forEach(out()::println);
        out().println();
    }

    private void progress(Campaign.Tally tally, SeedRange range) {
        long now = System.nanoTime();
        if (now - lastProgress >= PROGRESS_EVERY.toNanos()) {
            lastProgress = now;
            PrintWriter err = spec.commandLine().getErr();
            err.println("%d of up to %d seeds, %d failed"
                    .formatted(tally.runs(), range.to() - range.from() + 1, tally.failed()));
            err.flush();
        }
    }

    private void report(Campaign.Outcome outcome, Duration took) {
        List<Verdict> failures = outcome.failures();
        for (Verdict failure : failures.subList(0, Math.min(SHOWN_MAX, failures.size()))) {
            out().println(Shrinker.shrink(failure, Blueprint.PRODUCTION).text());
            out().flush();
        }
        if (failures.size() > SHOWN_MAX) {
            failures.forEach(failure -> out().println("seed %d: %s"
                    .formatted(failure.plan().seed(), failure.findings().getFirst())));
            out().println();
        }
        Campaign.Tally tally = outcome.tally();
        double seconds = Math.max(took.toMillis(), 1) / 1e3;
        out().println(String.format(
                Locale.ROOT,
                "%d seeds in %.1f s, %.0f a second: %d steps, %d events, %d h of simulated time; %s",
                tally.runs(),
                seconds,
                tally.runs() / seconds,
                tally.steps(),
                tally.events(),
                tally.simulated().toHours(),
                failures.isEmpty() ? "nothing found" : tally.failed() + " failed: " + byInvariant(failures)));
    }

    private static String byInvariant(List<Verdict> failures) {
        Map<String, Long> counts = failures.stream()
                .map(failure -> failure.findings().getFirst().invariant())
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> "%s in %d".formatted(count.getKey(), count.getValue()))
                .collect(Collectors.joining(", "));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
