package io.berth.chaos.experiment;

import io.berth.chaos.experiment.Injector.Injected;
import io.berth.chaos.experiment.Injector.Victim;
import io.berth.chaos.experiment.Outcome.Moment;
import io.berth.chaos.experiment.Outcome.Moment.Kind;
import io.berth.chaos.experiment.Outcome.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs one experiment, from a look at what must hold to the same look at the end. */
public final class ExperimentRun {
    private static final long LOOK_EVERY_MILLIS = 100;
    /** As often in a row it must hold at the end, so that a moment between two failures does not count. */
    private static final int HOLDS_FOR_LOOKS = 10;

    private final Experiment experiment;
    private final Cluster cluster;
    private final Consumer<Moment> seen;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Moment> moments = new ArrayList<>();
    private final List<Runnable> undos = new ArrayList<>();
    private final List<String> standing = new ArrayList<>();
    private final long begun = System.nanoTime();

    private Optional<Victim> victim = Optional.empty();
    private Optional<Duration> faultAt = Optional.empty();
    private Optional<Duration> detected = Optional.empty();
    private Optional<Duration> replaced = Optional.empty();
    private Optional<Duration> holdsSince = Optional.empty();
    private int holdsFor;

    /**
     * @param experiment to run
     * @param cluster under test
     * @param seen hears of each moment as it happens
     */
    public ExperimentRun(Experiment experiment, Cluster cluster, Consumer<Moment> seen) {
        this.experiment = experiment;
        this.cluster = cluster;
        this.seen = seen;
    }

    /** Asks it to stop and returns when all faults are taken back. */
    public void stop() throws InterruptedException {
        stop.countDown();
        over.await();
    }

    /** Runs it. Whatever happens, all faults are taken back when this returns. */
    public Outcome run() {
        try (Probing probing = new Probing(cluster)) {
            List<String> broken = broken(probing);
            if (!broken.isEmpty()) {
                broken.forEach(text -> note(Kind.BROKEN, text));
                return outcome(Verdict.NOT_BEGUN);
            }
            note(Kind.HOLDS, "all that must hold does");
            for (List<Fault> step : experiment.steps()) {
                if (!take(step, probing)) {
                    return outcome(Verdict.STOPPED);
                }
            }
            return outcome(recover(probing));
        } finally {
            undo();
            over.countDown();
        }
    }

    /** Faults of one step, until they are taken back. */
    private boolean take(List<Fault> step, Probing probing) {
        Injector injector = new Injector(cluster);
        Duration lasting = Duration.ZERO;
        for (Fault fault : step) {
            note(Kind.FAULT, fault.toString());
            faultAt = faultAt.or(() -> Optional.of(now()));
            Injected injected = injector.inject(fault);
            undos.add(injected.undo());
            victim = victim.or(injected::victim);
            injected.victim()
                    .ifPresent(hit -> note(Kind.NOTE, "hit task " + hit.task().id()));
            lasting = lasting.compareTo(fault.taken()) > 0 ? lasting : fault.taken();
        }
        Duration until = now().plus(lasting);
        while (now().compareTo(until) < 0) {
            if (isStopped()) {
                return false;
            }
            look(probing);
        }
        undo();
        if (!lasting.isZero()) {
            note(Kind.UNDO, "taken back");
        }
        return true;
    }

    private Verdict recover(Probing probing) {
        Duration until = now().plus(experiment.recoverWithin());
        holdsFor = 0;
        while (now().compareTo(until) < 0) {
            if (isStopped()) {
                return Verdict.STOPPED;
            }
            look(probing);
            if (holdsFor >= HOLDS_FOR_LOOKS && (victim.isEmpty() || !needsReplacement() || replaced.isPresent())) {
                return Verdict.PASSED;
            }
        }
        return Verdict.FAILED;
    }

    private boolean needsReplacement() {
        return experiment.faults().stream().anyMatch(Fault.KillTask.class::isInstance);
    }

    private void look(Probing probing) {
        List<String> broken = broken(probing);
        victim.ifPresent(this::lookAtVictim);
        if (!broken.isEmpty()) {
            detected = detected.or(() -> Optional.of(now()));
        }
        broken.stream().filter(text -> !standing.contains(text)).forEach(text -> note(Kind.BROKEN, text));
        if (broken.isEmpty() && !standing.isEmpty()) {
            note(Kind.HOLDS, "all that must hold does again");
        }
        holdsFor = broken.isEmpty() ? holdsFor + 1 : 0;
        if (!broken.isEmpty()) {
            holdsSince = Optional.empty();
        } else if (holdsSince.isEmpty()) {
            holdsSince = Optional.of(now());
        }
        standing.clear();
        standing.addAll(broken);
    }

    private void lookAtVictim(Victim hit) {
        List<Cluster.Running> running;
        try {
            running = cluster.running(hit.service());
        } catch (ExperimentRefused e) {
            return;
        }
        boolean isThere =
                running.stream().anyMatch(task -> task.id().equals(hit.task().id()));
        if (!isThere && detected.isEmpty()) {
            detected = Optional.of(now());
            note(Kind.NOTE, "the cluster knows that the task is gone");
        }
        boolean isReplaced = running.stream()
                .anyMatch(task -> task.slot().equals(hit.task().slot())
                        && !task.id().equals(hit.task().id()));
        if (isReplaced && replaced.isEmpty()) {
            detected = detected.or(() -> Optional.of(now()));
            replaced = Optional.of(now());
            note(Kind.NOTE, "another task runs in its slot");
        }
    }

    private List<String> broken(Probing probing) {
        return experiment.steadyState().stream()
                .flatMap(probe -> probing.broken(probe).stream())
                .toList();
    }

    private void undo() {
        undos.forEach(Runnable::run);
        undos.clear();
    }

    private boolean isStopped() {
        try {
            return stop.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void note(Kind kind, String text) {
        Moment moment = new Moment(now(), kind, text);
        moments.add(moment);
        seen.accept(moment);
    }

    private Outcome outcome(Verdict verdict) {
        Optional<Duration> recovered = verdict == Verdict.PASSED
                ? detected.map(at ->
                        holdsSince.filter(since -> since.compareTo(at) > 0).orElse(at))
                : Optional.empty();
        return new Outcome(experiment, verdict, moments, after(detected), after(replaced), after(recovered));
    }

    private Optional<Duration> after(Optional<Duration> moment) {
        return moment.flatMap(at -> faultAt.map(at::minus));
    }
}
