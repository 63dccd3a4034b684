package io.berth.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart, rendered by Helm and checked against the schemas of Kubernetes. */
class HelmChartTest {
    private static final Path CHART = Path.of("helm/berth").toAbsolutePath();
    private static final String PRODUCTION = """
        members: {replicas: 3, javaOpts: -Xmx1g, fastDetector: true, extraArgs: ["--shards=40"]}
        journal: {cassandra: {hosts: [c1, "c2:9042"], keyspace: prod, credentialsSecret: cassandra}}
        agents: {tolerations: [{operator: Exists}]}
        """;

    private static KubeSchemas schemas;

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() throws IOException {
        schemas = KubeSchemas.load();
    }

    @Test
    void helmFindsNothingToComplainOf() {
        LintResult result = new Helm(CHART).lint().strict().call();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @Test
    void oneMemberWithAnEmbeddedJournalIsTheDefault() throws IOException {
        Manifests all = Manifests.parse(template().call());

        assertThat(schemas.problems(all)).isEmpty();
        JsonNode members = all.get("StatefulSet", "berth");
        Demands.ofMembers(members, all.get("Service", "berth-members"));
        Demands.ofAgents(all.get("DaemonSet", "berth-agent"));
        assertThat(Manifests.words(members)).contains("--create=berth-0").noneMatch(word -> word.startsWith("--jo"));
        assertThat(members.at("/spec/template/metadata/annotations/prometheus.io~1path")
                        .asText())
                .isEqualTo("/metrics");
        assertThat(all.names()).doesNotContain("PodDisruptionBudget/berth");
        Demands.selects(all.get("NetworkPolicy", "berth-members").at("/spec/podSelector/matchLabels"), members);
    }

    @Test
    void threeMembersHaveCassandraByAddressAndMachinesOfTheirOwn() throws IOException {
        Manifests all = Manifests.parse(template()
                .withValuesFile(Files.writeString(folder.resolve("values.yaml"), PRODUCTION))
                .call());

        assertThat(schemas.problems(all)).isEmpty();
        JsonNode members = all.get("StatefulSet", "berth");
        Demands.ofMembers(members, all.get("Service", "berth-members"));
        Demands.areThree(members, "berth-members.ops.svc.cluster.local");
        assertThat(Manifests.words(members))
                .contains("--journal=cassandra://c1,c2:9042/prod", "--fast-detector", "--shards=40");
        assertThat(members.findValuesAsText("name"))
                .contains("BERTH_JAVA_OPTS", "BERTH_JOURNAL_USER", "BERTH_JOURNAL_PASSWORD", "BERTH_TOKEN");
        Demands.selects(all.get("PodDisruptionBudget", "berth").at("/spec/selector/matchLabels"), members);
    }

    @Test
    void severalMembersWithoutOneJournalAreRefused() {
        assertThatThrownBy(() -> template().set("members.replicas", 3).call())
                .hasMessageContaining("set journal.cassandra.hosts");
    }

    @Test
    void anEvenNumberOfMembersIsRefused() {
        assertThatThrownBy(() -> template().set("members.replicas", 2).call()).hasMessageContaining("replicas");
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() throws IOException {
        Manifests planted = Manifests.parse("""
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: planted}
            spec: {serviceName: a, replicaz: 3, selector: {}, template: {spec: {containers: [{name: a, ports: 80}]}}}
            """);

        assertThat(schemas.problems(planted))
                .anyMatch(problem -> problem.contains("replicaz"))
                .anyMatch(problem -> problem.contains("ports"));
    }

    private static TemplateCommand template() {
        return new Helm(CHART).template().withName("berth").withNamespace("ops").withKubeVersion("1.32.0");
    }
}
