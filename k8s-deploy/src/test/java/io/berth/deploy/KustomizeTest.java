package io.berth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The overlays, rendered by kubectl and checked against the schemas of Kubernetes. */
class KustomizeTest {
    private static KubeSchemas schemas;

    @BeforeAll
    static void kubectlIsThere() throws IOException {
        Program.assumeThere("kubectl", "kustomize", "--help");
        schemas = KubeSchemas.load();
    }

    @Test
    void devIsOneMemberWithItsJournalInItsVolume() throws IOException {
        Manifests all = rendered("dev");

        assertThat(schemas.problems(all)).isEmpty();
        JsonNode members = all.get("StatefulSet", "berth");
        Demands.ofMembers(members, all.get("Service", "berth-members"));
        Demands.ofAgents(all.get("DaemonSet", "berth-agent"));
        assertThat(members.at("/spec/replicas").asInt()).isOne();
        assertThat(Manifests.words(members)).contains("--create=berth-0").noneMatch(word -> word.startsWith("--jo"));
        assertThat(members.at("/metadata/namespace").asText()).isEqualTo("berth-dev");
    }

    @Test
    void productionIsThreeMembersWithCassandraByAddress() throws IOException {
        Manifests all = rendered("production");

        assertThat(schemas.problems(all)).isEmpty();
        JsonNode members = all.get("StatefulSet", "berth");
        Demands.ofMembers(members, all.get("Service", "berth-members"));
        Demands.ofAgents(all.get("DaemonSet", "berth-agent"));
        Demands.areThree(members, "$(BERTH_DOMAIN)");
        Demands.selects(all.get("PodDisruptionBudget", "berth").at("/spec/selector/matchLabels"), members);
        Demands.selects(all.get("NetworkPolicy", "berth-members").at("/spec/podSelector/matchLabels"), members);
        JsonNode journal = members.at("/spec/template/spec/containers/0/env")
                .valueStream()
                .filter(variable -> variable.path("name").asText().equals("BERTH_JOURNAL"))
                .findFirst()
                .orElseThrow();
        String settings = journal.at("/valueFrom/configMapKeyRef/name").asText();
        assertThat(all.get("ConfigMap", settings).at("/data/journal").asText()).startsWith("cassandra://");
    }

    private static Manifests rendered(String overlay) throws IOException {
        return Manifests.parse(Program.run("kubectl", "kustomize", "kustomize/overlays/" + overlay)
                .done());
    }
}
