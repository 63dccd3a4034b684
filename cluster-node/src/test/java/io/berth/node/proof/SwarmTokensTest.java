package io.berth.node.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.domain.trust.TokenText;
import io.berth.node.config.HostAndPort;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.NodeConfig;
import io.berth.node.config.RuntimeChoice;
import io.berth.node.wiring.JoinedAgent;
import io.berth.node.wiring.Member;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the unchanged docker command line prints for a machine to join with lets that machine in, until it is rotated. */
class SwarmTokensTest {
    private static final Pattern JOIN = Pattern.compile("docker swarm join --token (SWMTKN-1-\\S+) ([0-9.]+:[0-9]+)");

    @TempDir
    private static Path folder;

    private static Member member;
    private static DockerCommandLine docker;

    @BeforeAll
    static void start() {
        DockerCommandLine.assumeThere();
        member = Member.start(new MemberConfig(
                folder.resolve("m1"), "127.0.0.1", 0, 0, RuntimeChoice.SIMULATED, "m1", MemberConfig.DEFAULT_SHARDS));
        docker = new DockerCommandLine(member.address().getAuthority(), folder);
        awaitNodes(1);
    }

    @AfterAll
    static void stop() {
        if (member != null) {
            member.close();
        }
    }

    private static void awaitNodes(int ready) {
        Patience.soon()
                .until(() -> docker.run("node", "ls", "--format", "{{.Status}}")
                                .output()
                                .lines()
                                .filter("Ready"::equals)
                                .count()
                        == ready);
    }

    private static JoinedAgent join(String name, String token, String address) {
        return JoinedAgent.start(new NodeConfig(
                folder.resolve(name),
                name,
                "127.0.0.1",
                Optional.empty(),
                HostAndPort.parseAll(address, 0),
                token,
                RuntimeChoice.SIMULATED));
    }

    @Test
    void anAgentIsLetInByTheTokenThatWasPrintedAndRefusedAfterItsRotation() {
        Matcher printed = JOIN.matcher(docker.out("swarm", "join-token", "worker"));
        assertThat(printed.find()).isTrue();
        String token = printed.group(1);
        assertThat(docker.out("swarm", "join-token", "-q", "worker")).isEqualTo(token);

        try (JoinedAgent agent = join("n1", token, printed.group(2))) {
            assertThat(agent.node().value()).isNotEmpty();
            awaitNodes(2);
            assertThat(docker.out("node", "inspect", "n1", "--format", "{{.Spec.Role}}"))
                    .isEqualTo("worker");
        }

        String rotated = docker.out("swarm", "join-token", "-q", "--rotate", "worker");
        assertThat(rotated).startsWith("SWMTKN-1-").isNotEqualTo(token);
        assertThatThrownBy(() -> join("n2", token, printed.group(2)).close())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("was revoked");
        try (JoinedAgent agent = join("n2", rotated, printed.group(2))) {
            assertThat(agent.node().value()).isNotEmpty();
        }
    }

    @Test
    void theTokensNameTheAuthorityThatIsPrinted() {
        String worker = docker.out("swarm", "join-token", "-q", "worker");
        String manager = docker.out("swarm", "join-token", "-q", "manager");

        assertThat(pin(manager)).isEqualTo(pin(worker)).hasSize(64);
        assertThat(manager).isNotEqualTo(worker);
        assertThat(docker.out("swarm", "ca"))
                .startsWith("-----BEGIN CERTIFICATE-----")
                .endsWith("-----END CERTIFICATE-----");
        assertThat(docker.out("node", "ls", "--format", "{{.TLSStatus}}").lines())
                .containsOnly("Ready");
    }

    private static String pin(String token) {
        return TokenText.parse(token).orElseThrow().pin();
    }

    @Test
    void whatASwarmDoesOtherwiseIsSaidInASentence() {
        for (List<String> command : List.of(
                List.of("swarm", "ca", "--rotate"),
                List.of("swarm", "update", "--autolock"),
                List.of("swarm", "leave", "--force"))) {
            DockerCommandLine.Ended ended = docker.run(command.toArray(String[]::new));
            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.output()).contains("Error response from daemon: Berth ");
        }
        assertThat(docker.run("swarm", "unlock-key").output()).contains("no unlock key is set");
        assertThat(docker.run("swarm", "unlock").output()).contains("swarm is not locked");
        assertThat(docker.run("swarm", "init").output()).contains("already part of a swarm");
    }
}
