package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.spec.DialectForm;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /swarm}: a member is always part of a cluster, and says so as Swarm does.
 *
 * @param swarm what is asked
 */
record SwarmRoutes(Swarm swarm) {
    private static final String DIALECT = "docker";
    private static final EntityRef CLUSTER = new EntityRef(Kind.CLUSTER, ClusterState.ID);
    private static final String ALREADY =
            "This node is already part of a swarm. Use \"docker swarm leave\" to leave this swarm and join another"
                    + " one.";
    private static final String LAST_MANAGER =
            "You are attempting to leave the swarm on a node that is participating as a manager. Removing the last"
                    + " manager erases all current state of the swarm. Use `--force` to ignore this message. ";

    List<DockerRoute> routes() {
        return List.of(
                DockerRoute.get("/swarm", _ -> get()),
                DockerRoute.post("/swarm/init", _ -> DockerAnswers.now(DockerAnswers.error(503, ALREADY))),
                DockerRoute.post("/swarm/join", _ -> DockerAnswers.now(DockerAnswers.error(503, ALREADY))),
                DockerRoute.post("/swarm/leave", SwarmRoutes::leave),
                DockerRoute.post("/swarm/update", this::update),
                DockerRoute.get(
                        "/swarm/unlockkey", _ -> DockerAnswers.now(DockerAnswers.ok(GoObject.of("UnlockKey", "")))),
                DockerRoute.post(
                        "/swarm/unlock", _ -> DockerAnswers.now(DockerAnswers.error(409, "swarm is not locked"))));
    }

    private static CompletionStage<HttpResponse> leave(DockerCall call) {
        return DockerAnswers.now(
                call.flag("force")
                        ? DockerAnswers.error(
                                501,
                                "Berth leaves no cluster on request: stop the member and remove its data folder, or"
                                        + " remove the node with docker node rm")
                        : DockerAnswers.error(503, LAST_MANAGER));
    }

    private CompletionStage<HttpResponse> get() {
        return swarm.cluster().thenApply(cluster -> DockerAnswers.ok(json(cluster)));
    }

    private static GoObject json(ClusterState cluster) {
        return head(cluster)
                .put(
                        "JoinTokens",
                        GoObject.of("Worker", JoinTokens.worker(cluster)).put("Manager", JoinTokens.manager(cluster)));
    }

    /** The cluster without what lets others in, as {@code /info} shows it too. */
    static GoObject head(ClusterState cluster) {
        return GoObject.of("ID", SwarmIds.of(cluster.clusterId()))
                .put("Version", GoObject.of("Index", cluster.revision() + 1))
                .put("CreatedAt", cluster.createdAt())
                .put("UpdatedAt", cluster.createdAt())
                .put("Spec", spec(cluster))
                .put("TLSInfo", GoObject.of())
                .put("RootRotationInProgress", false)
                .put("DefaultAddrPool", List.of("10.0.0.0/8"))
                .put("SubnetSize", 24)
                .put("DataPathPort", 4789);
    }

    private static JsonNode spec(ClusterState cluster) {
        return cluster.settings()
                .filter(form -> form.dialect().equals(DIALECT))
                .map(form -> GoJson.read(form.text()))
                .orElseGet(SwarmRoutes::usual);
    }

    private static ObjectNode usual() {
        GoObject raft = GoObject.of("SnapshotInterval", 10_000)
                .put("KeepOldSnapshots", 0)
                .put("LogEntriesForSlowFollowers", 500)
                .put("ElectionTick", 10)
                .put("HeartbeatTick", 1);
        return GoObject.of("Name", "default")
                .put("Labels", GoObject.of())
                .put("Orchestration", GoObject.of("TaskHistoryRetentionLimit", 5))
                .put("Raft", raft)
                .put("Dispatcher", GoObject.of("HeartbeatPeriod", 5_000_000_000L))
                .put("CAConfig", GoObject.of("NodeCertExpiry", 7_776_000_000_000_000L))
                .put("TaskDefaults", GoObject.of())
                .put("EncryptionConfig", GoObject.of("AutoLockManagers", false))
                .node();
    }

    private CompletionStage<HttpResponse> update(DockerCall call) {
        long seen = call.index("swarm");
        JsonNode body = call.json();
        if (!body.path("Name").asText().equals("default")) {
            throw new DockerError(400, "swarm spec must be named \"default\"");
        }
        if (body.path("EncryptionConfig").path("AutoLockManagers").asBoolean() || call.flag("rotateManagerUnlockKey")) {
            throw DockerError.unserved(
                    "Berth has no autolock yet: the keys of its secrets are a file of each member that only its owner"
                            + " can read");
        }
        if (call.flag("rotateWorkerToken") || call.flag("rotateManagerToken")) {
            throw DockerError.unserved("Berth rotates no join tokens here: use \"berth token\"");
        }
        if (body.path("CAConfig").path("ForceRotate").asLong() > 0) {
            throw DockerError.unserved("Berth rotates its CA by itself, not on request");
        }
        var command = new ClusterCommand.ChangeSettings(
                new DialectForm(DIALECT, GoJson.text(body)), OptionalLong.of(seen - 1));
        return swarm.run(CLUSTER, command, call, ClusterState.class).thenApply(_ -> DockerAnswers.empty(200));
    }
}
