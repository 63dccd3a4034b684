package io.berth.node.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.RuntimeChoice;
import io.berth.node.wiring.Member;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of {@code conformance/docker/cases} against a member on the real engine. {@code golden.json} holds what the
 * same command line printed for them against a Docker Swarm.
 */
class DockerConformanceTest {
    private static final String FOLDER = "/conformance/docker";
    private static final Duration START = Duration.ofSeconds(60);

    /** The command line's major version with which the golden outputs were recorded. */
    private static final String CLIENT = "28.";

    private static final String CLEAN = """
        docker stack ls --format '{{.Name}}' | xargs -r -n1 docker stack rm
        docker service ls -q | xargs -r docker service rm
        for i in 1 2 3 4 5 6 7 8 9 10; do
          docker secret ls -q | xargs -r docker secret rm
          docker config ls -q | xargs -r docker config rm
          docker network ls -q --filter driver=overlay --filter type=custom | xargs -r docker network rm
          test -z "$(docker secret ls -q)$(docker config ls -q)" && break
        done
        for k in $(docker node inspect $NODE --format '{{range $k, $v := .Spec.Labels}}{{$k}} {{end}}'); do
          docker node update --label-rm "$k" $NODE
        done
        docker node update --availability active $NODE
        """;

    /** What the node leaves on the engine when its services are gone: ended containers, for their logs, and volumes. */
    private static final String CLEAN_ENGINE = """
        own=label=io.berth.node=$NODE
        docker ps -aq --filter $own | xargs -r docker rm -fv
        docker network ls -q --filter $own | xargs -r docker network rm
        docker volume ls -q --filter $own | xargs -r docker volume rm -f
        """;

    @TempDir
    private static Path data;

    @TempDir
    private static Path outputs;

    private static Member member;
    private static Shell shell;
    private static Shell engine;
    private static Normal normal;
    private static JsonNode golden;

    @BeforeAll
    static void start() throws IOException, URISyntaxException {
        Shell plain = new Shell(Map.of("DOCKER_HOST", "", "DOCKER_CONTEXT", ""), outputs);
        Shell.Result version =
                plain.run("docker version --format '{{.Client.Version}}' && docker image inspect busybox:1");
        Assumptions.assumeTrue(
                version.exit() == 0 && version.out().startsWith(CLIENT),
                "NOT RUN: needs the docker command line %sx and an engine with the image busybox:1, found %s%s"
                        .formatted(CLIENT, version.out().lines().findFirst().orElse(""), version.err()));
        golden = new ObjectMapper().readTree(folder().resolve("golden.json").toFile());
        member = Member.start(
                new MemberConfig(data, "127.0.0.1", 0, 0, RuntimeChoice.DOCKER, "local", MemberConfig.DEFAULT_SHARDS));
        String host = member.address().toString().replace("http://", "tcp://");
        Shell first = new Shell(variables(host, ""), outputs);
        await().atMost(START).until(() -> !first.run("docker node ls -q").out().isBlank());
        String node = first.run("docker node ls -q").out().strip();
        shell = new Shell(variables(host, node), outputs);
        engine = new Shell(Map.of("DOCKER_HOST", "", "DOCKER_CONTEXT", "", "NODE", node), outputs);
        normal = new Normal(first.run("docker node ls --format '{{.Hostname}}'")
                .out()
                .lines()
                .toList());
    }

    private static Map<String, String> variables(String host, String node) throws URISyntaxException {
        return Map.of(
                "DOCKER_HOST",
                host,
                "DOCKER_CONTEXT",
                "",
                "DOCKER_CONFIG",
                "/nonexistent",
                "NO_COLOR",
                "1",
                "NODE",
                node,
                "CASES",
                folder().resolve("cases").toString());
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(DockerConformanceTest.class.getResource(FOLDER))
                .toURI());
    }

    @AfterAll
    static void stop() {
        if (member != null) {
            shell.run(CLEAN);
            await().atMost(START)
                    .until(() -> shell.run("docker ps -aq --filter label=com.docker.swarm.service.name")
                            .out()
                            .isBlank());
            member.close();
            engine.run(CLEAN_ENGINE);
        }
    }

    static Stream<String> cases() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder().resolve("cases"))) {
            return files.map(file -> file.getFileName().toString().replace(".case", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyStepEndsAsWithASwarm(String name) throws Exception {
        shell.run(CLEAN);
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (Step step : Step.of(folder().resolve("cases").resolve(name + ".case"))) {
            switch (step.kind()) {
                case SET_UP -> shell.run(step.command());
                case AWAITED -> {
                    compared++;
                    if (!isReached(step)) {
                        differences.add("not reached: " + step.command());
                    }
                }
                case COMPARED, COMPARED_UNORDERED -> {
                    compare(step, golden.path(name).path(compared).path(1), differences);
                    compared++;
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isEqualTo(golden.path(name).size());
    }

    private static boolean isReached(Step step) {
        try {
            await().atMost(step.patience())
                    .pollInterval(Duration.ofMillis(200))
                    .pollDelay(Duration.ZERO)
                    .until(() -> shell.run(step.command()).exit() == 0);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private static void compare(Step step, JsonNode wanted, List<String> differences) {
        boolean isOrdered = step.kind() == Step.Kind.COMPARED;
        Shell.Result result = shell.run(step.command());
        String got = "exit %d, out %s, err %s"
                .formatted(result.exit(), normal.lines(result.out(), isOrdered), normal.lines(result.err(), isOrdered));
        String want = "exit %d, out %s, err %s"
                .formatted(wanted.path("exit").asInt(), texts(wanted.path("out")), texts(wanted.path("err")));
        if (!got.equals(want)) {
            differences.add("%s%n  wanted %s%n  got    %s".formatted(step.command(), want, got));
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
