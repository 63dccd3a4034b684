package io.berth.http.docker;

import static io.berth.http.docker.GrpcCode.ALREADY_EXISTS;

import io.berth.domain.command.ServiceCommand;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.pattern.Patterns;

/**
 * The creation of one service. For Swarm's clients a removed service is gone at once, and its name is free; here its tasks
 * stop first. So a creation waits for a namesake that is on its way out.
 *
 * @param swarm where it is created
 * @param id of the service
 * @param spec what it is to be
 * @param uid of this creation
 */
record Creation(Swarm swarm, ServiceId id, ServiceSpec spec, String uid) {
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Longer than tasks are given to stop, unless their spec says otherwise. */
    private static final int MOST_PAUSES = 1_200;

    CompletionStage<ServiceState> run(DockerCall call) {
        return afterRemoval(call, 0).thenCompose(_ -> {
            var put = new ServiceCommand.Put(uid, spec, OptionalLong.of(0));
            var answer = swarm.run(id.ref(), put, call, ServiceState.class).thenApply(Swarm.Found::state);
            return new PortConflict(swarm, id, spec).explained(answer);
        });
    }

    private CompletionStage<Void> afterRemoval(DockerCall call, int pauses) {
        return swarm.everyService().thenCompose(services -> {
            boolean isTaken = services.stream().anyMatch(service -> service.id().equals(id) && !service.isRemoving());
            if (isTaken) {
                throw DockerError.swarm(
                        ALREADY_EXISTS,
                        "name conflicts with an existing object: service %s already exists".formatted(id.name()));
            }
            boolean isInTheWay =
                    services.stream().filter(ServiceState::isRemoving).anyMatch(this::isInTheWay);
            if (!isInTheWay || pauses >= MOST_PAUSES) {
                return CompletableFuture.completedStage(null);
            }
            return Patterns.after(PAUSE, call.materializer().system(), () -> afterRemoval(call, pauses + 1));
        });
    }

    /** Whether it has the name, or holds a port that is wanted. */
    private boolean isInTheWay(ServiceState removing) {
        return removing.id().equals(id)
                || PortConflict.between(removing.spec(), spec).isPresent();
    }
}
