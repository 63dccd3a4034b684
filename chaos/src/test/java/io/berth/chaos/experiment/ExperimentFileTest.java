package io.berth.chaos.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.chaos.experiment.Experiment.Order;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ExperimentFileTest {
    static final List<String> READY = ExperimentFile.READY;

    private static final String WHOLE = """
        title: All of it
        steady-state:
          - service: ${service}
          - http: {url: "http://127.0.0.1:8080/", status: 204}
          - command: ["true"]
        method:
          order: random
          seed: 7
          faults:
            - kill-task: {service: "${service}"}
            - pause-task: {service: db, for: "${for:-1500ms}"}
            - kill-process: {pid: 42}
            - pause-process: {pid: 43, for: 2m}
            - cut-link: {host: 10.0.0.2, for: 1s}
        recover-within: 90s
        """;

    @Test
    void everythingIsRead() {
        Experiment read = ExperimentFile.read(WHOLE, Map.of("service", "web"));

        assertThat(read)
                .isEqualTo(new Experiment(
                        "All of it",
                        List.of(
                                new Probe.Desired("web"),
                                new Probe.Http("http://127.0.0.1:8080/", 204),
                                new Probe.Command(List.of("true"))),
                        Order.RANDOM,
                        7,
                        List.of(
                                new Fault.KillTask("web"),
                                new Fault.PauseTask("db", Duration.ofMillis(1500)),
                                new Fault.KillProcess(42),
                                new Fault.PauseProcess(43, Duration.ofMinutes(2)),
                                new Fault.CutLink("10.0.0.2", Duration.ofSeconds(1))),
                        Duration.ofSeconds(90)));
    }

    @Test
    void theSameSeedGivesTheSameOrder() {
        Experiment once = ExperimentFile.read(WHOLE, Map.of("service", "web"));

        assertThat(once.steps())
                .isEqualTo(ExperimentFile.read(WHOLE, Map.of("service", "web")).steps())
                .hasSize(5)
                .isNotEqualTo(ExperimentFile.read(WHOLE.replace("random", "sequence"), Map.of("service", "web"))
                        .steps());
        assertThat(ExperimentFile.read(WHOLE.replace("random", "parallel"), Map.of("service", "web"))
                        .steps())
                .containsExactly(once.faults());
    }

    @ParameterizedTest
    @FieldSource("READY")
    void everyReadyExperimentCanBeRead(String name) {
        Experiment read = ExperimentFile.read(
                ExperimentFile.ready(name), Map.of("service", "web", "pid", "42", "host", "10.0.0.2"));

        assertThat(read.steadyState()).contains(new Probe.Desired("web"));
        assertThat(read.title()).doesNotContain("${");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        order: random          | order: sometimes       | order must be sequence, parallel or random, got sometimes
        recover-within: 90s    | recover-within: 90h    | recover-within must be a duration
        kill-process: {pid: 42} | kill-process: {pid: 1} | pid must be a process of this machine
        - kill-task            | - kill-cat             | a fault does not know kill-cat
        title: All of it       | titel: All of it       | does not know titel
        seed: 7                | seeed: 7               | method does not know seeed
        """)
    void whatIsWrongIsNamed(String right, String wrong, String text) {
        String yaml = WHOLE.replace(right, wrong);
        assertThat(yaml).isNotEqualTo(WHOLE);

        assertThatThrownBy(() -> ExperimentFile.read(yaml, Map.of("service", "web")))
                .isInstanceOf(ExperimentRefused.class)
                .hasMessageContaining(text);
    }

    @Test
    void aValueThatIsMissingIsNamed() {
        assertThatThrownBy(() -> ExperimentFile.read(WHOLE, Map.of()))
                .hasMessageContaining("needs a value for service: say --set service=VALUE");
        assertThatThrownBy(() -> ExperimentFile.ready("nonsense")).hasMessageContaining("kill-task");
    }

    @Test
    void theReportHasTimesAndATimeline() {
        Experiment experiment = ExperimentFile.read(WHOLE, Map.of("service", "web"));
        Report report = new Report(new Outcome(
                experiment,
                Outcome.Verdict.PASSED,
                List.of(
                        new Outcome.Moment(Duration.ZERO, Outcome.Moment.Kind.HOLDS, "all < that"),
                        new Outcome.Moment(Duration.ofSeconds(2), Outcome.Moment.Kind.FAULT, "a | b")),
                Optional.of(Duration.ofMillis(300)),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(4))));

        assertThat(report.line()).isEqualTo("All of it: passed, detected after 0.3 s, recovered after 4.0 s");
        assertThat(report.markdown()).contains("| 0.3 s | - | 4.0 s |", "- kill a task of web", "| fault | a \\| b |");
        assertThat(report.html()).contains("<svg", "class=\"fault\"", "all &lt; that", "role=\"img\"");
    }
}
