package io.berth.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a member tells Prometheus, and whether the shipped rules and dashboard ask for what is there. */
class MetricsTest extends CommandsFixture {
    private static final Path OBSERVABILITY = Path.of("..", "observability");
    private static final Pattern NAME = Pattern.compile("\\b(berth|jvm|process)_[a-z0-9_]+|\\bup\\b");
    /** What Prometheus adds by itself to every target. */
    private static final String SCRAPED = "up";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aTaskThatWasKilledIsSeenToHeal() throws Exception {
        deploy("measured");
        assertThat(value(
                        "berth_service_tasks_desired{kind=\"service\",namespace=\"default\",service=\"measured_web\"}"))
                .isEqualTo(2);
        double healed = value("berth_heal_duration_seconds_count");
        List<String> first = ids("measured_web");

        kill("measured_web");
        Patience.soon()
                .until(() -> !ids("measured_web").equals(first)
                        && ids("measured_web").size() == 2);

        assertThat(value("berth_heal_duration_seconds_count")).isEqualTo(healed + 1);
        assertThat(value(
                        "berth_service_tasks_running{kind=\"service\",namespace=\"default\",service=\"measured_web\"}"))
                .isEqualTo(2);
        assertThat(value("berth_tasks{state=\"failed\"}")).isPositive();
        assertThat(value("berth_events_total{type=\"service.restart-planned\"}"))
                .isPositive();
        assertThat(value("berth_commands_total{command=\"put\",kind=\"service\",outcome=\"accepted\"}"))
                .isPositive();
        assertThat(value("berth_agents_connected")).isEqualTo(1);
    }

    @Test
    void whatFitsNowhereIsCountedByReason() throws Exception {
        String file = Files.writeString(folder.resolve("big.yml"), """
            services:
              big:
                command: ["sleep", "100000"]
                deploy: {resources: {reservations: {memory: 900g}}}
                x-berth: {runtime: process}
            """).toString();
        double before = value("berth_placement_refusals_total{reason=\"resources\"}");

        terminal.run("deploy", file, "--stack", "toolarge", "--detach").with(0);

        Patience.soon()
                .until(() -> value(
                                "berth_service_tasks_pending{kind=\"service\",namespace=\"default\",service=\"toolarge_big\"}")
                        == 1);
        assertThat(value("berth_placement_refusals_total{reason=\"resources\"}"))
                .isGreaterThan(before);
        assertThat(value("berth_placements_total{outcome=\"pending\"}")).isPositive();
    }

    @Test
    void theFormatIsTheOneThatTheClientPrefers() throws Exception {
        HttpResponse<String> plain = metrics("*/*");
        HttpResponse<String> open =
                metrics("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");

        assertThat(plain.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/plain")
                .contains("0.0.4");
        assertThat(plain.body()).contains("# TYPE berth_commands_total counter").doesNotContain("# EOF");
        assertThat(open.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/openmetrics-text")
                .contains("1.0.0");
        assertThat(open.body()).contains("# TYPE berth_commands counter").endsWith("# EOF\n");
    }

    @Test
    void promtoolFindsNothingWrong() throws Exception {
        Prometheus.assumeThere();

        Prometheus.Checked metrics = Prometheus.promtool(metrics("").body(), "check", "metrics");
        Prometheus.Checked rules = Prometheus.promtool(
                "", "check", "rules", OBSERVABILITY.resolve("alerts.yml").toString());

        assertThat(metrics.output().lines().filter(line -> line.startsWith("berth_")))
                .isEmpty();
        assertThat(metrics.exit()).as(metrics.output()).isZero();
        assertThat(rules.exit()).as(rules.output()).isZero();
    }

    @Test
    void everyQueryOfTheRulesAndTheDashboardNamesMetricsThatAreThere() throws Exception {
        Set<String> there = names(metrics("").body());
        there.add(SCRAPED);

        for (String query : queries()) {
            Set<String> named =
                    NAME.matcher(query).results().map(found -> found.group()).collect(Collectors.toSet());
            assertThat(named).as(query).isNotEmpty();
            assertThat(there).as(query).containsAll(named);
        }
    }

    @Test
    void aRealPrometheusScrapesAndAnswersEveryQuery() throws Exception {
        Prometheus.assumeThere();
        deploy("scraped");
        Path own = Files.createDirectories(folder.resolve("prometheus"));
        Files.copy(OBSERVABILITY.resolve("alerts.yml"), own.resolve("alerts.yml"));
        Path config = Files.writeString(
                own.resolve("prometheus.yml"),
                "global: {scrape_interval: 1s}\n"
                        + Files.readString(OBSERVABILITY.resolve("prometheus.yml"))
                                .replace("127.0.0.1:7070", terminal.member().getAuthority()));

        try (Prometheus prometheus = Prometheus.start(own, config)) {
            Patience.soon()
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> prometheus.value("sum(berth_service_tasks_running{service=\"scraped_web\"})") == 2);
            assertThat(prometheus.value("up{job=\"berth\"}")).isEqualTo(1);
            for (String query : queries()) {
                JsonNode answer = prometheus.query(query);
                assertThat(answer.path("status").asText())
                        .as(query + ": " + answer)
                        .isEqualTo("success");
            }
        }
    }

    /** Ends one process of a service from outside. */
    private static void kill(String service) {
        String task = ids(service).getFirst();
        String pid = terminal.inspect(task).at("/containers/0/runtimeId").asText();
        ProcessHandle.of(Long.parseLong(pid.replaceAll("\\D.*", ""))).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** With the variables of the dashboard as Grafana would set them. */
    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        JsonNode dashboard =
                new ObjectMapper().readTree(Files.readString(OBSERVABILITY.resolve("grafana-dashboard.json")));
        dashboard
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> queries.add(target.path("expr").asText())));
        assertThat(queries).hasSizeGreaterThan(20);
        Files.readAllLines(OBSERVABILITY.resolve("alerts.yml")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("expr: "))
                .forEach(line -> queries.add(line.substring("expr: ".length())));
        return queries.stream()
                .map(query -> query.replace("$__rate_interval", "1m").replace("$namespace", ".*"))
                .toList();
    }

    /** Of every sample. */
    private static Set<String> names(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private double value(String sample) throws IOException, InterruptedException {
        Matcher line = Pattern.compile("^" + Pattern.quote(sample) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(metrics("").body());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    private HttpResponse<String> metrics(String accept) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(terminal.member().resolve("/metrics"));
        if (!accept.isEmpty()) {
            request.header("Accept", accept);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
