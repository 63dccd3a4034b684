package io.berth.http.docker;

import static io.berth.http.docker.GrpcCode.FAILED_PRECONDITION;
import static io.berth.http.docker.GrpcCode.UNIMPLEMENTED;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.SpecRules;
import io.berth.domain.spec.Violation;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/**
 * {@code /services}.
 *
 * @param swarm where they are
 * @param book what their specs may refer to
 * @param uids makes an id for each new service
 * @param rendered what was written of services before
 */
record ServiceRoutes(Swarm swarm, ReferenceBook book, Supplier<String> uids, Rendered rendered) {
    private static final String NO_PREVIOUS = "does not have a previous spec";

    List<DockerRoute> routes() {
        return List.of(
                DockerRoute.get("/services", this::list),
                DockerRoute.post("/services/create", this::create),
                DockerRoute.get("/services/{id}", this::inspect),
                DockerRoute.post("/services/{id}/update", this::update),
                DockerRoute.delete("/services/{id}", this::remove));
    }

    private CompletionStage<HttpResponse> list(DockerCall call) {
        Filters filters = call.filters().only("id", "name", "label", "mode", "runtime");
        boolean hasCounts = call.flag("status");
        boolean isFilledIn = call.flag("insertDefaults");
        return swarm.services().thenCompose(services -> {
            List<ServiceState> wanted = services.stream()
                    .filter(service -> isWanted(service, filters))
                    .toList();
            return book.of(wanted)
                    .thenApply(references -> DockerAnswers.list(wanted.stream()
                            .map(service -> json(service, references, isFilledIn, hasCounts))
                            .toList()));
        });
    }

    private ByteString json(ServiceState service, References references, boolean isFilledIn, boolean hasCounts) {
        Supplier<ByteString> write = () ->
                ByteString.fromArrayUnsafe(GoJson.bytes(ServiceJson.of(service, references, isFilledIn, hasCounts)));
        return ReferenceBook.isFormed(service)
                ? rendered.of("service/" + isFilledIn + "/" + hasCounts, service, write)
                : write.get();
    }

    private static boolean isWanted(ServiceState service, Filters filters) {
        return filters.isPrefix("id", Swarm.id(service))
                && filters.isPrefix("name", service.id().name())
                && filters.areLabels("label", service.spec().labels())
                && filters.isExactly("mode", service.spec().mode().word())
                && filters.isExactly("runtime", "container");
    }

    private CompletionStage<HttpResponse> inspect(DockerCall call) {
        return swarm.service(call.path("id"))
                .thenCompose(service -> book.of(List.of(service))
                        .thenApply(references -> DockerAnswers.ok(ServiceJson.of(
                                service, references, call.flag("insertDefaults"), call.flag("status")))));
    }

    private CompletionStage<HttpResponse> create(DockerCall call) {
        JsonNode body = call.json();
        String given = SpecReader.name(body);
        ServiceId id = ServiceId.of(given.isEmpty() ? InventedName.of(uids.get()) : given);
        return book.read().thenCompose(references -> {
            ServiceSpec spec = sound(id, SpecReader.read(body, id.name(), references));
            return new Creation(swarm, id, spec, uids.get())
                    .run(call)
                    .thenApply(service -> DockerAnswers.json(
                            201, GoObject.of("ID", Swarm.id(service)).putNull("Warnings")));
        });
    }

    private static ServiceSpec sound(ServiceId id, ServiceSpec spec) {
        List<Violation> violations = SpecRules.check(id, spec);
        if (!violations.isEmpty()) {
            throw Wording.of(violations.getFirst(), spec);
        }
        return spec;
    }

    private CompletionStage<HttpResponse> update(DockerCall call) {
        JsonNode body = call.json();
        return swarm.service(call.path("id"))
                .thenCompose(service -> {
                    long index = call.index("service");
                    check(call, service);
                    if (call.query("rollback").isEmpty()) {
                        return put(call, service, body, index);
                    }
                    return rollback(call, service, index);
                })
                .thenApply(_ -> DockerAnswers.ok(GoObject.of().putNull("Warnings")));
    }

    /** Whose stored login is kept does not matter here, where none is; but a wrong request is one everywhere. */
    private static void check(DockerCall call, ServiceState service) {
        switch (call.query("registryAuthFrom")) {
            case "", "spec" -> {}
            case "previous-spec" -> {
                if (service.previous() == 0) {
                    throw new DockerError(500, "service " + NO_PREVIOUS);
                }
            }
            default -> throw new DockerError(500, "unsupported registryAuthFrom value");
        }
        String rollback = call.query("rollback");
        if (!rollback.isEmpty() && !rollback.equals("previous") && !rollback.equals("none")) {
            throw new DockerError(500, "unrecognized rollback option " + rollback);
        }
    }

    private CompletionStage<ServiceState> put(DockerCall call, ServiceState service, JsonNode body, long index) {
        String name = service.id().name();
        if (!SpecReader.name(body).equals(name)) {
            throw DockerError.swarm(UNIMPLEMENTED, "renaming services is not supported");
        }
        return book.read().thenCompose(references -> {
            ServiceSpec spec = sound(service.id(), SpecReader.read(body, name, references));
            if (!spec.mode().getClass().equals(service.spec().mode().getClass())) {
                throw DockerError.swarm(UNIMPLEMENTED, "service mode change is not allowed");
            }
            var command = new ServiceCommand.Put(service.uid(), spec, OptionalLong.of(index));
            return new PortConflict(swarm, service.id(), spec).explained(run(call, service, command));
        });
    }

    private CompletionStage<ServiceState> rollback(DockerCall call, ServiceState service, long index) {
        if (index != service.revision()) {
            throw DockerError.outOfSequence();
        }
        if (service.previous() == 0) {
            throw DockerError.swarm(FAILED_PRECONDITION, "service %s %s".formatted(Swarm.id(service), NO_PREVIOUS));
        }
        return run(call, service, new ServiceCommand.Rollback());
    }

    private CompletionStage<HttpResponse> remove(DockerCall call) {
        return swarm.service(call.path("id"))
                .thenCompose(service -> run(call, service, new ServiceCommand.Remove()))
                .thenApply(_ -> DockerAnswers.empty(200));
    }

    private CompletionStage<ServiceState> run(DockerCall call, ServiceState service, ServiceCommand command) {
        return swarm.run(service.id().ref(), command, call, ServiceState.class).thenApply(Swarm.Found::state);
    }
}
