package io.berth.node.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Config;
import com.github.dockerjava.api.model.ContainerSpec;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.Secret;
import com.github.dockerjava.api.model.SecretSpec;
import com.github.dockerjava.api.model.Service;
import com.github.dockerjava.api.model.ServiceModeConfig;
import com.github.dockerjava.api.model.ServiceReplicatedModeOptions;
import com.github.dockerjava.api.model.ServiceSpec;
import com.github.dockerjava.api.model.SwarmNode;
import com.github.dockerjava.api.model.SwarmNodeAvailability;
import com.github.dockerjava.api.model.Task;
import com.github.dockerjava.api.model.TaskSpec;
import com.github.dockerjava.api.model.TaskState;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.RuntimeChoice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that nobody here wrote: docker-java's Swarm commands, whose filters are lists, on a real member. */
class DockerJavaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path dataDir;

    private static Member member;
    private static DockerClient docker;

    @BeforeAll
    static void start() {
        member = Member.start(config());
        DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost("tcp://127.0.0.1:" + member.address().getPort())
                .withDockerTlsVerify(false)
                .build();
        docker = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .build());
        await().atMost(PATIENCE).until(() -> !docker.listSwarmNodesCmd().exec().isEmpty());
    }

    private static MemberConfig config() {
        return new MemberConfig(
                dataDir, "127.0.0.1", 0, 0, RuntimeChoice.SIMULATED, "local", MemberConfig.DEFAULT_SHARDS);
    }

    @AfterAll
    static void stop() throws Exception {
        docker.close();
        member.close();
    }

    private static ServiceSpec spec(String name, int replicas) {
        return new ServiceSpec()
                .withName(name)
                .withLabels(Map.of("team", name))
                .withMode(new ServiceModeConfig()
                        .withReplicated(new ServiceReplicatedModeOptions().withReplicas(replicas)))
                .withTaskTemplate(new TaskSpec()
                        .withContainerSpec(
                                new ContainerSpec().withImage("busybox:1").withArgs(List.of("sleep", "1000"))));
    }

    private static List<Task> running(String service) {
        return docker.listTasksCmd()
                .withServiceFilter(service)
                .withStateFilter(TaskState.RUNNING)
                .exec();
    }

    @Test
    void aServiceIsCreatedScaledAndRemoved() {
        String id = docker.createServiceCmd(spec("web", 2)).exec().getId();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running("web"))
                        .hasSize(2)
                        .allMatch(task -> task.getStatus().getState() == TaskState.RUNNING)
                        .allMatch(task -> id.equals(task.getServiceId())));

        Service found =
                docker.listServicesCmd().withNameFilter(List.of("web")).exec().getFirst();
        assertThat(found.getId()).isEqualTo(id);
        assertThat(docker.listServicesCmd()
                        .withIdFilter(List.of(id.substring(0, 6)))
                        .exec())
                .hasSize(1);
        assertThat(docker.listServicesCmd()
                        .withLabelFilter(Map.of("team", "web"))
                        .exec())
                .hasSize(1);
        assertThat(docker.listServicesCmd().withNameFilter(List.of("other")).exec())
                .isEmpty();

        docker.updateServiceCmd(id, spec("web", 3)).withVersion(version(id)).exec();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(running("web")).hasSize(3));
        assertThatThrownBy(() -> docker.updateServiceCmd(id, spec("web", 4))
                        .withVersion(found.getVersion().getIndex())
                        .exec())
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("update out of sequence");
        assertThatThrownBy(() -> docker.createServiceCmd(spec("web", 1)).exec()).isInstanceOf(ConflictException.class);

        docker.removeServiceCmd(id).exec();
        assertThatThrownBy(() -> docker.inspectServiceCmd(id).exec()).isInstanceOf(NotFoundException.class);
    }

    private static Long version(String service) {
        return docker.inspectServiceCmd(service).exec().getVersion().getIndex();
    }

    @Test
    void aNodeIsListedAndChanged() {
        SwarmNode node = docker.listSwarmNodesCmd()
                .withRoleFilter(List.of("manager"))
                .exec()
                .getFirst();
        assertThat(docker.listSwarmNodesCmd()
                        .withIdFilter(List.of(node.getId()))
                        .exec())
                .hasSize(1);
        assertThat(docker.listSwarmNodesCmd().withRoleFilter(List.of("worker")).exec())
                .isEmpty();
        assertThat(docker.listTasksCmd().withNodeFilter(node.getId()).exec())
                .allMatch(task -> node.getId().equals(task.getNodeId()));

        docker.updateSwarmNodeCmd()
                .withSwarmNodeId(node.getId())
                .withVersion(node.getVersion().getIndex())
                .withSwarmNodeSpec(
                        node.getSpec().withLabels(Map.of("zone", "a")).withAvailability(SwarmNodeAvailability.ACTIVE))
                .exec();
        assertThat(docker.listSwarmNodesCmd().exec().getFirst().getSpec().getLabels())
                .containsEntry("zone", "a");
    }

    @Test
    void aSecretIsCreatedListedAndRemoved() {
        String id = docker.createSecretCmd(
                        new SecretSpec().withName("pass").withData("c2VjcmV0").withLabels(Map.of("team", "shop")))
                .exec()
                .getId();
        List<Secret> byName =
                docker.listSecretsCmd().withNameFilter(List.of("pass")).exec();
        assertThat(byName).extracting(Secret::getId).containsExactly(id);
        assertThat(docker.listSecretsCmd()
                        .withLabelFilter(Map.of("team", "other"))
                        .exec())
                .isEmpty();
        docker.removeSecretCmd(id).exec();
        assertThat(docker.listSecretsCmd().withIdFilter(List.of(id)).exec()).isEmpty();
    }

    @Test
    void aConfigIsCreatedReadAndRemoved() {
        String id = docker.createConfigCmd()
                .withName("conf")
                .withData("k=v".getBytes(StandardCharsets.UTF_8))
                .exec()
                .getId();
        Config read = docker.inspectConfigCmd(id).exec();
        assertThat(read.getSpec().getName()).isEqualTo("conf");

        assertThat(docker.listConfigsCmd()
                        .withFilters(Map.of("name", List.of("conf")))
                        .exec())
                .hasSize(1);
        docker.removeConfigCmd(id).exec();
        assertThatThrownBy(() -> docker.inspectConfigCmd(id).exec()).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aNetworkIsCreatedListedAndRemoved() {
        String id = docker.createNetworkCmd()
                .withName("front")
                .withDriver("overlay")
                .exec()
                .getId();
        List<Network> found = docker.listNetworksCmd().withNameFilter("front").exec();
        assertThat(found).extracting(Network::getId).containsExactly(id);
        assertThat(found.getFirst().getScope()).isEqualTo("swarm");
        assertThat(docker.listNetworksCmd()
                        .withFilter("driver", List.of("bridge"))
                        .exec())
                .extracting(Network::getName)
                .containsExactly("bridge");
        docker.removeNetworkCmd(id).exec();
        assertThat(docker.listNetworksCmd().withIdFilter(id).exec()).isEmpty();
    }

    @Test
    void theSwarmIsThereAlready() {
        assertThat(docker.inspectSwarmCmd().exec().getJoinTokens().getWorker()).startsWith("SWMTKN-1-");
        assertThat(docker.infoCmd().exec().getSwarm().getNodeID()).isNotEmpty();
        assertThatThrownBy(() -> docker.initializeSwarmCmd(new com.github.dockerjava.api.model.SwarmSpec())
                        .exec())
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("This node is already part of a swarm");
    }
}
