package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.command.VaultCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Rejection;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.service.ServiceState;
import io.berth.domain.vault.VaultState;
import io.berth.http.problem.Refusal;
import io.berth.http.vault.FileVersions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /secrets} or {@code /configs}. An update with another value rotates: it is a new version, which services get
 * when they are updated next.
 *
 * @param kind which of the two
 * @param swarm what is asked
 * @param ids makes an id for each new item
 */
record VaultRoutes(Kind kind, Swarm swarm, Supplier<String> ids) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-_.]{0,62}[a-zA-Z0-9])?");
    private static final int MOST_BYTES = 500 * 1024;

    List<DockerRoute> routes() {
        String all = "/" + kind.word() + "s";
        return List.of(
                DockerRoute.get(all, this::list),
                DockerRoute.post(all + "/create", this::create),
                DockerRoute.get(all + "/{item}", this::get),
                DockerRoute.post(all + "/{item}/update", this::update),
                DockerRoute.delete(all + "/{item}", this::remove));
    }

    private CompletionStage<HttpResponse> list(DockerCall call) {
        Filters filters = call.filters().only("id", "label", "name", "names");
        return items().thenApply(items -> DockerAnswers.ok(items.stream()
                .filter(item -> filters.isPrefix("id", id(item))
                        && filters.areLabels("label", item.labels())
                        && filters.isPrefix("name", name(item))
                        && filters.isExactly("names", name(item)))
                .map(this::json)
                .toList()));
    }

    private CompletionStage<HttpResponse> get(DockerCall call) {
        return find(call).thenApply(item -> DockerAnswers.ok(json(item)));
    }

    private CompletionStage<List<VaultState>> items() {
        return swarm.list(kind, VaultState.class)
                .thenApply(all -> all.stream()
                        .map(Swarm.Found::state)
                        .filter(state -> state.id().startsWith(Swarm.NAMESPACE + "/"))
                        .toList());
    }

    private CompletionStage<VaultState> find(DockerCall call) {
        return items().thenApply(items ->
                SwarmIds.find(kind.word(), call.path("item"), items, VaultRoutes::id, VaultRoutes::name));
    }

    static String id(VaultState item) {
        return SwarmIds.of(item.uid());
    }

    static String name(VaultState item) {
        return item.id().substring(item.id().indexOf('/') + 1);
    }

    private GoObject json(VaultState item) {
        GoObject spec = GoObject.of("Name", name(item)).put("Labels", item.labels());
        if (kind == Kind.CONFIG) {
            spec.put("Data", Base64.getEncoder().encodeToString(swarm.control().open(newest(item))));
        }
        return GoObject.of("ID", id(item))
                .put("Version", GoObject.of("Index", item.revision()))
                .put("CreatedAt", item.createdAt())
                .put("UpdatedAt", item.updatedAt())
                .put("Spec", spec);
    }

    private static SealedValue newest(VaultState item) {
        return Objects.requireNonNull(item.versions().get(item.newest()));
    }

    private CompletionStage<HttpResponse> create(DockerCall call) {
        JsonNode body = call.json();
        String name = name(body);
        refuseDrivers(body);
        SealedValue value = swarm.control().seal(data(body));
        var command = new VaultCommand.Put(ids.get(), value, labels(body), true);
        EntityRef item = new EntityRef(kind, Swarm.NAMESPACE + "/" + name);
        return swarm.control().execute(item, command, call.cause()).thenApply(outcome -> {
            if (outcome instanceof Outcome.Rejected(var rejection) && rejection.code() == Rejection.Code.CONFLICT) {
                throw DockerError.swarm(GrpcCode.ALREADY_EXISTS, "%s %s already exists".formatted(kind.word(), name));
            }
            VaultState state = (VaultState) Refusal.orAccepted(item, outcome).state();
            return DockerAnswers.json(201, GoObject.of("ID", id(state)));
        });
    }

    private static String name(JsonNode body) {
        String name = body.path("Name").asText();
        if (name.isEmpty()) {
            throw DockerError.swarm(GrpcCode.INVALID_ARGUMENT, "name must be provided");
        }
        if (!NAME.matcher(name).matches()) {
            throw DockerError.swarm(
                    GrpcCode.INVALID_ARGUMENT,
                    "invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be"
                            + " [a-zA-Z0-9]");
        }
        return name;
    }

    private void refuseDrivers(JsonNode body) {
        if (!body.path("Driver").path("Name").asText().isEmpty()) {
            throw DockerError.unserved(
                    "Berth keeps %ss itself and asks no driver: leave out --driver".formatted(kind.word()));
        }
        if (!body.path("Templating").path("Name").asText().isEmpty()) {
            throw DockerError.unserved(
                    "Berth fills in no templates in %ss: leave out --template-driver, ".formatted(kind.word())
                            + "and use placeholders in the service's env, hostname or mounts");
        }
    }

    private byte[] data(JsonNode body) {
        byte[] data;
        try {
            data = Base64.getDecoder().decode(body.path("Data").asText());
        } catch (IllegalArgumentException e) {
            throw new DockerError(400, "illegal base64 data in the field Data");
        }
        if (data.length == 0 || data.length >= MOST_BYTES) {
            throw DockerError.swarm(
                    GrpcCode.INVALID_ARGUMENT,
                    "%s data must be larger than 0 and less than %d bytes".formatted(kind.word(), MOST_BYTES));
        }
        return data;
    }

    private static Map<String, String> labels(JsonNode body) {
        Map<String, String> labels = new HashMap<>();
        body.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private CompletionStage<HttpResponse> update(DockerCall call) {
        long seen = call.index(kind.word());
        JsonNode body = call.json();
        return find(call)
                .thenCompose(item -> {
                    String name = body.path("Name").asText();
                    if (!name.isEmpty() && !name.equals(name(item))) {
                        throw DockerError.swarm(GrpcCode.INVALID_ARGUMENT, "only updates to Labels are allowed");
                    }
                    refuseDrivers(body);
                    boolean hasData = !body.path("Data").asText().isEmpty();
                    SealedValue value = hasData ? swarm.control().seal(data(body)) : newest(item);
                    var command = new VaultCommand.Put(item.uid(), value, labels(body), false, OptionalLong.of(seen));
                    return swarm.run(new EntityRef(kind, item.id()), command, call, VaultState.class);
                })
                .thenApply(_ -> DockerAnswers.empty(200));
    }

    private CompletionStage<HttpResponse> remove(DockerCall call) {
        return find(call)
                .thenCombine(swarm.services(), (item, services) -> {
                    EntityRef ref = new EntityRef(kind, item.id());
                    refuseIfUsed(ref, name(item), services);
                    return ref;
                })
                .thenCompose(ref -> swarm.run(ref, new VaultCommand.Remove(), call, VaultState.class))
                .thenApply(_ -> DockerAnswers.empty(204));
    }

    private void refuseIfUsed(EntityRef item, String name, List<ServiceState> services) {
        List<String> users = services.stream()
                .filter(service -> FileVersions.refs(service.id().namespace(), service.spec())
                        .contains(item))
                .map(service -> service.id().name())
                .sorted()
                .toList();
        if (!users.isEmpty()) {
            throw DockerError.swarm(
                    GrpcCode.INVALID_ARGUMENT,
                    "%s '%s' is in use by the following service%s: %s"
                            .formatted(kind.word(), name, users.size() == 1 ? "" : "s", String.join(", ", users)));
        }
    }
}
