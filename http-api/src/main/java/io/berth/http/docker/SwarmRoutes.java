package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.spec.DialectForm;
import io.berth.domain.trust.Role;
import io.berth.domain.trust.TokenText;
import io.berth.http.trust.StandingTokens;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /swarm}: a member is always part of a cluster, and says so as Swarm does.
 *
 * @param swarm what is asked
 * @param tokens by which machines join it
 */
record SwarmRoutes(Swarm swarm, StandingTokens tokens) {
    private static final String DIALECT = "docker";
    private static final EntityRef CLUSTER = new EntityRef(Kind.CLUSTER, ClusterState.ID);
    private static final String ALREADY =
            "This node is already part of a swarm. Use \"docker swarm leave\" to leave this swarm and join another"
                    + " one.";
    private static final String LAST_MANAGER =
            "You are attempting to leave the swarm on a node that is participating as a manager. Removing the last"
                    + " manager erases all current state of the swarm. Use `--force` to ignore this message. ";
    private static final String ONE_OF_SEVERAL =
            "You are attempting to leave the swarm on a node that is participating as a manager. The only way to"
                    + " restore a swarm that has lost consensus is to reinitialize it with `--force-new-cluster`. Use"
                    + " `--force` to suppress this message.";

    List<DockerRoute> routes() {
        return List.of(
                DockerRoute.get("/swarm", this::get),
                DockerRoute.post("/swarm/init", _ -> DockerAnswers.now(DockerAnswers.error(503, ALREADY))),
                DockerRoute.post("/swarm/join", _ -> DockerAnswers.now(DockerAnswers.error(503, ALREADY))),
                DockerRoute.post("/swarm/leave", this::leave),
                DockerRoute.post("/swarm/update", this::update),
                DockerRoute.get(
                        "/swarm/unlockkey", _ -> DockerAnswers.now(DockerAnswers.ok(GoObject.of("UnlockKey", "")))),
                DockerRoute.post(
                        "/swarm/unlock", _ -> DockerAnswers.now(DockerAnswers.error(409, "swarm is not locked"))));
    }

    private CompletionStage<HttpResponse> leave(DockerCall call) {
        if (call.flag("force")) {
            throw DockerError.unserved(
                    "Berth leaves no cluster on request: stop the program on that machine and remove its data folder;"
                            + " docker node rm then takes the node off the list");
        }
        long managers = swarm.control().fleet().nodes().stream()
                .filter(node -> node.info().isManager())
                .count();
        throw new DockerError(503, managers > 1 ? ONE_OF_SEVERAL : LAST_MANAGER);
    }

    /** Clients read the tokens before they print one, so whoever reads the cluster gets tokens that let machines in. */
    private CompletionStage<HttpResponse> get(DockerCall call) {
        return swarm.cluster()
                .thenCompose(cluster -> tokens.ensure(cluster, call.cause()))
                .thenApply(cluster -> DockerAnswers.ok(json(cluster)));
    }

    private GoObject json(ClusterState cluster) {
        return head(cluster)
                .put(
                        "JoinTokens",
                        GoObject.of("Worker", token(cluster, Role.AGENT)).put("Manager", token(cluster, Role.MEMBER)));
    }

    private String token(ClusterState cluster, Role role) {
        return tokens.text(cluster.trust(), role).map(TokenText::swarmText).orElse("");
    }

    /** The cluster without what lets others in, as {@code /info} shows it too. */
    static GoObject head(ClusterState cluster) {
        return GoObject.of("ID", SwarmIds.of(cluster.clusterId()))
                .put("Version", GoObject.of("Index", cluster.revision() + 1))
                .put("CreatedAt", cluster.createdAt())
                .put("UpdatedAt", cluster.createdAt())
                .put("Spec", spec(cluster))
                .put("TLSInfo", TlsInfo.of(cluster.trust()))
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
        refuseUnserved(body, call);
        var command = new ClusterCommand.ChangeSettings(
                new DialectForm(DIALECT, GoJson.text(body)), OptionalLong.of(seen - 1));
        return swarm.run(CLUSTER, command, call, ClusterState.class)
                .thenCompose(found -> rotate(found.state(), call))
                .thenApply(_ -> DockerAnswers.empty(200));
    }

    private CompletionStage<ClusterState> rotate(ClusterState cluster, DockerCall call) {
        CompletionStage<ClusterState> workers = call.flag("rotateWorkerToken")
                ? tokens.rotate(cluster, Role.AGENT, call.cause())
                : CompletableFuture.completedStage(cluster);
        return call.flag("rotateManagerToken")
                ? workers.thenCompose(state -> tokens.rotate(state, Role.MEMBER, call.cause()))
                : workers;
    }

    private static void refuseUnserved(JsonNode body, DockerCall call) {
        if (body.path("EncryptionConfig").path("AutoLockManagers").asBoolean() || call.flag("rotateManagerUnlockKey")) {
            throw DockerError.unserved(
                    "Berth has no autolock yet: the keys of its secrets are a file of each member that only its owner"
                            + " can read");
        }
        JsonNode authority = body.path("CAConfig");
        if (authority.path("ForceRotate").asLong() > 0
                || !authority.path("SigningCACert").asText().isEmpty()) {
            throw DockerError.unserved(
                    "Berth keeps one certificate authority for the life of a cluster: certificates are renewed by"
                            + " themselves, and those of one node are revoked with berth node revoke");
        }
        if (!authority.path("ExternalCAs").isEmpty()) {
            throw DockerError.unserved("Berth signs certificates itself: it asks no external certificate authority");
        }
    }
}
