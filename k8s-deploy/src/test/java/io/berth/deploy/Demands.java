package io.berth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What any deployment of Berth on Kubernetes must say, whatever has written it. */
final class Demands {
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    private Demands() {}

    /** Members have names that stay, start together, are asked whether they live, and are not mighty. */
    static void ofMembers(JsonNode members, JsonNode names) {
        assertThat(members.at("/spec/podManagementPolicy").asText()).isEqualTo("Parallel");
        assertThat(members.at("/spec/serviceName").asText())
                .isEqualTo(names.at("/metadata/name").asText());
        assertThat(names.at("/spec/clusterIP").asText()).isEqualTo("None");
        assertThat(names.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
        assertThat(members.at(CONTAINER + "/livenessProbe/httpGet/path").asText())
                .isEqualTo("/berth/v1/health/live");
        assertThat(members.at(CONTAINER + "/readinessProbe/httpGet/path").asText())
                .isEqualTo("/berth/v1/health/ready");
        assertThat(members.at(CONTAINER + "/securityContext/readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
        assertThat(members.at("/spec/template/spec/securityContext/runAsNonRoot")
                        .asBoolean())
                .isTrue();
        assertThat(members.at("/spec/volumeClaimTemplates/0/metadata/name").asText())
                .isEqualTo("data");
        isSelected(members);
        selects(names.at("/spec/selector"), members);
    }

    /** Agents have the machine's network and, at one path in both, their folder. */
    static void ofAgents(JsonNode agents) {
        JsonNode pod = agents.at("/spec/template/spec");
        assertThat(pod.path("hostNetwork").asBoolean()).isTrue();
        String onMachine =
                named(pod.path("volumes"), "data").at("/hostPath/path").asText();
        assertThat(named(agents.at(CONTAINER + "/volumeMounts"), "data")
                        .path("mountPath")
                        .asText())
                .isEqualTo(onMachine);
        isSelected(agents);
    }

    /** All members are in the list by their own names, and one of them creates the cluster. */
    static void areThree(JsonNode members, String domain) {
        String name = members.at("/metadata/name").asText();
        assertThat(members.at("/spec/replicas").asInt()).isEqualTo(3);
        List<String> words = Manifests.words(members);
        assertThat(words)
                .contains("--create=" + name + "-0")
                .contains("--join=%1$s-0.%2$s,%1$s-1.%2$s,%1$s-2.%2$s".formatted(name, domain));
        assertThat(members.at("/spec/template/spec/affinity/podAntiAffinity").isObject())
                .isTrue();
    }

    /** The selector takes the pods that the template makes. */
    private static void isSelected(JsonNode workload) {
        JsonNode selector = workload.at("/spec/selector/matchLabels");
        assertThat(selector.isEmpty()).isFalse();
        selects(selector, workload);
    }

    /** All that is asked of pods is what the template writes on them. */
    static void selects(JsonNode selector, JsonNode workload) {
        JsonNode labels = workload.at("/spec/template/metadata/labels");
        selector.properties()
                .forEach(label -> assertThat(labels.path(label.getKey())).isEqualTo(label.getValue()));
    }

    private static JsonNode named(JsonNode list, String name) {
        return list.valueStream()
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
