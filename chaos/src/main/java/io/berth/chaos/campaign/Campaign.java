package io.berth.chaos.campaign;

import io.berth.chaos.simulator.plan.Plan;
import io.berth.chaos.simulator.plan.PlanMaker;
import io.berth.chaos.simulator.run.Simulation;
import io.berth.chaos.simulator.run.Verdict;
import io.berth.chaos.simulator.world.Blueprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Many seeds on several threads; each run has its own world and knows nothing of the others. */
public final class Campaign {
    private final Blueprint blueprint;
    private final Set<Plan.Profile> profiles;
    private final Consumer<Tally> progress;
    private final AtomicLong next;
    private final long last;
    private final List<Verdict> failures = new ArrayList<>();
    private Tally tally = new Tally(0, 0, 0, 0, Duration.ZERO);

    /**
     * What has been run so far.
     *
     * @param runs that have ended
     * @param failed how many of them
     * @param steps of all simulations
     * @param events that were recorded
     * @param simulated virtual time
     */
    public record Tally(long runs, long failed, long steps, long events, Duration simulated) {
        private Tally plus(Verdict verdict) {
            return new Tally(
                    runs + 1,
                    failed + (verdict.isGood() ? 0 : 1),
                    steps + verdict.steps(),
                    events + verdict.events(),
                    simulated.plus(verdict.passed()));
        }
    }

    /**
     * How it has ended.
     *
     * @param failures the runs with findings, by seed
     */
    public record Outcome(Tally tally, List<Verdict> failures) {
        public Outcome {
            failures = List.copyOf(failures);
        }
    }

    private Campaign(long from, long to, Set<Plan.Profile> profiles, Blueprint blueprint, Consumer<Tally> progress) {
        this.next = new AtomicLong(from);
        this.last = to;
        this.profiles = Set.copyOf(profiles);
        this.blueprint = blueprint;
        this.progress = progress;
    }

    /**
     * Runs seeds.
     *
     * @param from the first
     * @param to the last, included
     * @param profiles of the runs; seeds of others are left out
     * @param jobs how many threads
     * @param progress hears of each run that has ended, one at a time
     */
    public static Outcome run(
            long from, long to, Set<Plan.Profile> profiles, int jobs, Blueprint blueprint, Consumer<Tally> progress)
            throws InterruptedException {
        return new Campaign(from, to, profiles, blueprint, progress).run(jobs);
    }

    private Outcome run(int jobs) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(jobs);
        try (ExecutorService threads = Executors.newFixedThreadPool(jobs)) {
            for (int i = 0; i < jobs; i++) {
                threads.execute(() -> {
                    try {
                        work();
                    } finally {
                        done.countDown();
                    }
                });
            }
            done.await();
        }
        synchronized (this) {
            failures.sort(Comparator.comparingLong(verdict -> verdict.plan().seed()));
            return new Outcome(tally, failures);
        }
    }

    private void work() {
        for (long seed = next.getAndIncrement(); seed <= last; seed = next.getAndIncrement()) {
            if (profiles.contains(PlanMaker.profile(seed))) {
                ended(Simulation.run(PlanMaker.make(seed), blueprint, false));
            }
        }
    }

    private synchronized void ended(Verdict verdict) {
        tally = tally.plus(verdict);
        if (!verdict.isGood()) {
            failures.add(verdict);
        }
        progress.accept(tally);
    }
}
