package io.berth.chaos.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.chaos.experiment.Experiment.Order;
import io.berth.chaos.experiment.Outcome.Moment;
import io.berth.chaos.experiment.Outcome.Moment.Kind;
import io.berth.chaos.experiment.Outcome.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Faults in real processes of this machine, in a cluster that is played. */
@EnabledOnOs(OS.LINUX)
class ExperimentRunTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private final List<Boolean> stopped = new ArrayList<>();

    @Test
    void aKilledTaskIsDetectedReplacedAndRecovered() {
        try (Sleepers cluster = new Sleepers(2, true)) {
            long victim = cluster.pid(1);
            long other = cluster.pid(2);

            Outcome outcome = run(cluster, ENOUGH, new Fault.KillTask("web"));

            assertThat(outcome.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(cluster.pid(1)).isNotEqualTo(victim);
            assertThat(cluster.pid(2)).isEqualTo(other);
            assertThat(outcome.detected()).isPresent();
            assertThat(outcome.replaced()).isPresent();
            assertThat(outcome.recovered()).isPresent();
            assertThat(kinds(outcome)).startsWith(Kind.HOLDS, Kind.FAULT);
        }
    }

    @Test
    void aTaskThatNobodyReplacesFails() {
        try (Sleepers cluster = new Sleepers(1, false)) {
            Outcome outcome = run(cluster, SHORT, new Fault.KillTask("web"));

            assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(outcome.detected()).isPresent();
            assertThat(outcome.recovered()).isEmpty();
            assertThat(kinds(outcome)).contains(Kind.BROKEN);
        }
    }

    @Test
    void aPausedTaskGoesOnAfterwards() {
        try (Sleepers cluster = new Sleepers(1, true)) {
            long pid = cluster.pid(1);
            ExperimentRun run = new ExperimentRun(
                    experiment(ENOUGH, Order.SEQUENCE, new Fault.PauseTask("web", SHORT)),
                    cluster,
                    moment -> noteStopped(moment, pid));

            Outcome outcome = run.run();

            assertThat(outcome.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(stopped).containsExactly(true, false);
            assertThat(cluster.pid(1)).isEqualTo(pid);
        }
    }

    @Test
    void nothingIsDoneWhereItDoesNotHoldBefore() {
        try (Sleepers cluster = new Sleepers(1, false)) {
            new Injector(cluster).inject(new Fault.KillProcess(cluster.pid(1)));
            ProcessHandle.of(cluster.pid(1))
                    .ifPresent(process -> process.onExit().join());

            Outcome outcome = run(cluster, ENOUGH, new Fault.KillTask("web"));

            assertThat(outcome.verdict()).isEqualTo(Verdict.NOT_BEGUN);
            assertThat(kinds(outcome)).containsExactly(Kind.BROKEN);
        }
    }

    @Test
    void whoStopsItGetsAllTakenBack() {
        try (Sleepers cluster = new Sleepers(1, true)) {
            long pid = cluster.pid(1);
            CompletableFuture<Void> hit = new CompletableFuture<>();
            ExperimentRun run = new ExperimentRun(
                    experiment(ENOUGH, Order.PARALLEL, new Fault.PauseProcess(pid, Duration.ofMinutes(10))),
                    cluster,
                    moment -> {
                        if (moment.kind() == Kind.FAULT) {
                            hit.complete(null);
                        }
                    });
            CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(run::run);

            hit.join();
            stop(run);

            assertThat(outcome.join().verdict()).isEqualTo(Verdict.STOPPED);
            assertThat(Sleepers.isStopped(pid)).isFalse();
        }
    }

    @Test
    void theDeadMansLimitTakesItBackWhenTheRunnerIsGone() {
        try (Sleepers cluster = new Sleepers(1, true)) {
            long pid = cluster.pid(1);
            Process guard = Shell.deadMan(Duration.ZERO, "kill -CONT " + pid);
            Shell.done("kill", "-STOP", Long.toString(pid));

            guard.onExit().join();

            assertThat(Sleepers.isStopped(pid)).isFalse();
        }
    }

    @Test
    void aFaultThatCannotBePutInIsSaidAndTheOthersAreTakenBack() {
        try (Sleepers cluster = new Sleepers(1, true)) {
            long pid = cluster.pid(1);
            Fault[] faults = {new Fault.PauseProcess(pid, ENOUGH), new Fault.KillProcess(1_999_999_999)};

            assertThatThrownBy(
                            () -> new ExperimentRun(experiment(ENOUGH, Order.PARALLEL, faults), cluster, _ -> {}).run())
                    .isInstanceOf(ExperimentRefused.class)
                    .hasMessageContaining("1999999999");
            assertThat(Sleepers.isStopped(pid)).isFalse();
        }
    }

    private void noteStopped(Moment moment, long pid) {
        if (moment.kind() == Kind.NOTE || moment.kind() == Kind.UNDO) {
            stopped.add(Sleepers.isStopped(pid));
        }
    }

    private static void stop(ExperimentRun run) {
        try {
            run.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Outcome run(Cluster cluster, Duration recoverWithin, Fault... faults) {
        return new ExperimentRun(experiment(recoverWithin, Order.SEQUENCE, faults), cluster, _ -> {}).run();
    }

    private static Experiment experiment(Duration recoverWithin, Order order, Fault... faults) {
        return new Experiment("a test", List.of(new Probe.Desired("web")), order, 1, List.of(faults), recoverWithin);
    }

    private static List<Kind> kinds(Outcome outcome) {
        return outcome.moments().stream().map(Moment::kind).toList();
    }
}
