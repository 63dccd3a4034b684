package io.berth.http.docker;

import static io.berth.http.docker.GrpcCode.INVALID_ARGUMENT;

import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.http.problem.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Says in Swarm's words who holds the port that a put was refused for.
 *
 * @param swarm where the holder is
 * @param id of the refused service
 * @param spec that was refused
 */
record PortConflict(Swarm swarm, ServiceId id, ServiceSpec spec) {
    /** The answer, its failure explained if it is one of ports. */
    CompletionStage<ServiceState> explained(CompletionStage<ServiceState> answer) {
        return answer.handle((service, fault) -> {
                    if (fault == null) {
                        return CompletableFuture.completedStage(service);
                    }
                    Throwable cause =
                            fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
                    return cause instanceof Refusal refusal
                                    && refusal.problem().code().equals("unavailable")
                            ? explanation(refusal)
                            : CompletableFuture.<ServiceState>failedStage(cause);
                })
                .thenCompose(stage -> stage);
    }

    private CompletionStage<ServiceState> explanation(Refusal refusal) {
        return swarm.everyService().thenApply(services -> {
            for (ServiceState other : services) {
                Optional<PortSpec> port = between(other.spec(), spec);
                if (!other.id().equals(id) && port.isPresent()) {
                    throw DockerError.swarm(
                            INVALID_ARGUMENT,
                            "port '%d' is already in use by service '%s' (%s) as an ingress port"
                                    .formatted(
                                            port.get().published(), other.id().name(), Swarm.id(other)));
                }
            }
            throw refusal;
        });
    }

    /** A port that both publish for the whole cluster. */
    static Optional<PortSpec> between(ServiceSpec one, ServiceSpec other) {
        return one.ports().stream()
                .filter(port -> port.mode() == PublishMode.INGRESS && port.published() != 0)
                .filter(port -> other.ports().stream()
                        .anyMatch(wanted -> wanted.mode() == PublishMode.INGRESS
                                && wanted.published() == port.published()
                                && wanted.protocol().equals(port.protocol())))
                .findFirst();
    }
}
