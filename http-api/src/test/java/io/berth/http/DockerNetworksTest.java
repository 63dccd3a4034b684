package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Networks, the swarm and its settings as Swarm's clients see them. */
class DockerNetworksTest extends ApiTestBase {
    @BeforeEach
    void aClusterIsThere() {
        control.execute(
                new EntityRef(EntityRef.Kind.CLUSTER, ClusterState.ID),
                new ClusterCommand.Initialise("c1", 20),
                Cause.SYSTEM);
    }

    private Answer create(String name) {
        return docker(
                "POST",
                "/v1.50/networks/create",
                "{\"Name\": \"%s\", \"Driver\": \"overlay\", \"Labels\": {\"a\": \"b\"}, \"Attachable\": true}"
                        .formatted(name));
    }

    @Test
    void aNetworkIsCreatedShownAndRemoved() {
        String id = create("front").is(201).json().path("Id").asText();

        Answer shown = docker("GET", "/networks/front", "").is(200);
        assertThat(shown.json().path("Id").asText()).isEqualTo(id);
        assertThat(shown.json().path("Scope").asText()).isEqualTo("swarm");
        assertThat(shown.json().at("/IPAM/Config/0/Subnet").asText()).isEqualTo("10.0.1.0/24");
        assertThat(shown.json().at("/IPAM/Config/0/Gateway").asText()).isEqualTo("10.0.1.1");
        assertThat(shown.json().path("Attachable").asBoolean()).isTrue();
        create("front").isError(409, "network with name front already exists");
        docker("DELETE", "/networks/front", "").is(204);
        docker("GET", "/networks/front", "").isError(404, "network front not found");
    }

    @Test
    void theNetworksThatAreAlwaysThereStay() {
        Answer all = docker("GET", "/networks", "").is(200);

        assertThat(all.json().findValuesAsText("Name")).contains("bridge", "host", "none", "ingress");
        docker("DELETE", "/networks/bridge", "").isError(403, "bridge is a pre-defined network and cannot be removed");
        create("host").isError(409, "network with name host already exists");
    }

    @Test
    void aLocalNetworkHasATwinInTheSwarm() {
        String local = docker("GET", "/networks/host", "").json().path("Id").asText();
        Answer twin = docker("GET", "/networks/host?scope=swarm", "").is(200);

        assertThat(local).matches("[0-9a-f]{64}");
        assertThat(twin.json().path("Id").asText()).matches("[0-9a-z]{25}");
        assertThat(twin.json().path("Scope").asText()).isEqualTo("swarm");
        docker("GET", "/networks/" + twin.json().path("Id").asText(), "").is(200);
    }

    @Test
    void aNetworkInUseIsNotRemovedNorPruned() {
        String id = create("front").is(201).json().path("Id").asText();
        create("unused").is(201);
        control.connect("n1", "alpha");
        put("/services/web", """
            {"template": {"networks": ["front"], "containers": [{"name": "web", "image": "nginx:1"}]}}
            """).is(200);

        assertThat(docker("DELETE", "/networks/front", "")
                        .is(400)
                        .json()
                        .path("message")
                        .asText())
                .startsWith("rpc error: code = FailedPrecondition desc = network " + id + " is in use by service ");
        assertThat(docker("POST", "/networks/prune", "").is(200).json().toString())
                .isEqualTo("{\"NetworksDeleted\":[\"unused\"]}");
    }

    @Test
    void otherNetworksThanOverlaysAreNotServed() {
        assertThat(docker("POST", "/networks/create", "{\"Name\": \"x\", \"Driver\": \"bridge\"}")
                        .is(501)
                        .json()
                        .path("message")
                        .asText())
                .contains("use -d overlay");
        docker("POST", "/networks/create", "{\"Name\": \"bad name\", \"Driver\": \"overlay\"}")
                .isError(400, "rpc error: code = InvalidArgument desc = name must be valid as a DNS name component");
    }

    @Test
    void listsAreFiltered() {
        create("front").is(201);

        assertThat(docker("GET", "/networks?filters=%7B%22driver%22:%5B%22overlay%22%5D%7D", "")
                        .json())
                .hasSize(2);
        assertThat(docker("GET", "/networks?filters=%7B%22type%22:%7B%22custom%22:true%7D%7D", "")
                        .json())
                .hasSize(1);
        assertThat(docker("GET", "/networks?filters=%7B%22label%22:%5B%22a=b%22%5D%7D", "")
                        .json())
                .hasSize(1);
        assertThat(docker("GET", "/networks?filters=%7B%22scope%22:%5B%22local%22%5D%7D", "")
                        .json())
                .hasSize(3);
    }

    @Test
    void aMemberIsPartOfASwarmAlready() {
        String already = "This node is already part of a swarm. Use \"docker swarm leave\" to leave this swarm and"
                + " join another one.";
        docker("POST", "/swarm/init", "{}").isError(503, already);
        docker("POST", "/swarm/join", "{}").isError(503, already);
        assertThat(docker("POST", "/swarm/leave", "")
                        .is(503)
                        .json()
                        .path("message")
                        .asText())
                .startsWith("You are attempting to leave the swarm on a node that is participating as a manager.");
        docker("POST", "/swarm/leave?force=1", "").is(501);
        docker("GET", "/swarm/unlockkey", "").is(200);
        docker("POST", "/swarm/unlock", "{}").isError(409, "swarm is not locked");
    }

    @Test
    void theSwarmsSettingsAreKeptAsTheyWereGiven() {
        Answer before = docker("GET", "/swarm", "").is(200);
        assertThat(before.json()
                        .at("/Spec/Orchestration/TaskHistoryRetentionLimit")
                        .asInt())
                .isEqualTo(5);
        // This cluster has no authority that could let anybody in, and so no token is made up.
        assertThat(before.json().at("/JoinTokens/Worker").asText()).isEmpty();
        String path =
                "/swarm/update?version=" + before.json().at("/Version/Index").asText();

        docker("POST", path, "{\"Name\":\"default\",\"Orchestration\":{\"TaskHistoryRetentionLimit\":7}}")
                .is(200);

        assertThat(docker("GET", "/swarm", "")
                        .json()
                        .at("/Spec/Orchestration/TaskHistoryRetentionLimit")
                        .asInt())
                .isEqualTo(7);
        docker("POST", path, "{\"Name\":\"default\"}")
                .isError(500, "rpc error: code = Unknown desc = update out of sequence");
        docker("POST", path, "{\"Name\":\"other\"}").isError(400, "swarm spec must be named \"default\"");
        docker("POST", "/swarm/update?version=", "{}")
                .isError(400, "invalid swarm version '': strconv.ParseUint: parsing \"\": invalid syntax");
        docker("POST", path, "{\"Name\":\"default\",\"EncryptionConfig\":{\"AutoLockManagers\":true}}")
                .is(501);
    }
}
