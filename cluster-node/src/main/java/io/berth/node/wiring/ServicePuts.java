package io.berth.node.wiring;

import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.ServiceCommand.Put;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.service.Ports;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.http.ControlPlane;
import io.berth.sharding.entity.Entities;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Puts a service: claims its published ports, then asks the service. What is claimed and then not needed is released at
 * once; if this member dies in between, the claims find out by themselves and expire.
 */
final class ServicePuts {
    /** Swarm's range of ports that the system chooses. */
    private static final int FIRST_DYNAMIC = 30_000;

    private static final int LAST_DYNAMIC = 32_767;

    private final Entities entities;
    private final ControlPlane control;

    ServicePuts(Entities entities, ControlPlane control) {
        this.entities = entities;
        this.control = control;
    }

    CompletionStage<Outcome> put(EntityRef service, Put put, Cause cause) {
        return control.get(service).thenCompose(entry -> {
            Optional<ServiceState> present = entry.map(found -> (ServiceState) found.state());
            return withPublished(put.spec(), present.map(ServiceState::spec))
                    .thenCompose(spec -> put(service, put, spec, present, cause));
        });
    }

    private CompletionStage<Outcome> put(
            EntityRef service, Put put, ServiceSpec spec, Optional<ServiceState> present, Cause cause) {
        String uid = present.map(ServiceState::uid).orElse(put.uid());
        Set<String> held = present.map(state -> Ports.claims(state.spec())).orElse(Set.of());
        List<String> missing = Ports.claims(spec).stream()
                .filter(claim -> !held.contains(claim))
                .toList();
        ClaimCommand.Claim claim = new ClaimCommand.Claim(
                ServiceId.parse(service.id()),
                uid,
                present.map(ServiceState::revision).orElse(0L) + 1);
        return claimAll(missing, claim, cause, 0).thenCompose(refused -> {
            if (refused.isPresent()) {
                missing.forEach(id -> release(id, claim, cause));
                return CompletableFuture.completedStage(refused.get());
            }
            return entities.ask(service, new Put(uid, spec, put.ifRevision()), cause)
                    .thenApply(outcome -> settled(outcome, missing, claim, cause));
        });
    }

    /** A refused put needs nothing; after an unknown outcome the claims ask the service themselves. */
    private Outcome settled(Outcome outcome, List<String> claimed, ClaimCommand.Claim claim, Cause cause) {
        if (outcome instanceof Outcome.Rejected) {
            claimed.forEach(id -> release(id, claim, cause));
        }
        return outcome;
    }

    private CompletionStage<Optional<Outcome>> claimAll(
            List<String> claims, ClaimCommand.Claim claim, Cause cause, int from) {
        if (from == claims.size()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return entities.ask(ref(claims.get(from)), claim, cause).thenCompose(outcome -> switch (outcome) {
            case Outcome.Accepted _ -> claimAll(claims, claim, cause, from + 1);
            case Outcome.Rejected _, Outcome.Unknown _ -> CompletableFuture.completedStage(Optional.of(outcome));
        });
    }

    private void release(String id, ClaimCommand.Claim claim, Cause cause) {
        entities.tell(ref(id), new ClaimCommand.Release(claim.service(), claim.uid(), given(claim)), cause);
    }

    /** Of a service that is there another request may have claimed the same: then the claim asks by itself, later. */
    private static long given(ClaimCommand.Claim claim) {
        return claim.revision() == 1 ? 1 : claim.revision() - 1;
    }

    private static EntityRef ref(String claim) {
        return new EntityRef(EntityRef.Kind.CLAIM, claim);
    }

    /** Gives every port without a number one: the same as before if the service had one, else the lowest free one. */
    private CompletionStage<ServiceSpec> withPublished(ServiceSpec spec, Optional<ServiceSpec> before) {
        if (spec.ports().stream().noneMatch(ServicePuts::isDynamic)) {
            return CompletableFuture.completedStage(spec);
        }
        return control.list(EntityRef.Kind.CLAIM).thenApply(claims -> {
            Set<String> taken = new HashSet<>();
            claims.entries().forEach(entry -> taken.add(entry.entity().id()));
            return withPublished(spec, before, taken);
        });
    }

    private static ServiceSpec withPublished(ServiceSpec spec, Optional<ServiceSpec> before, Set<String> taken) {
        List<PortSpec> ports = new ArrayList<>();
        for (PortSpec port : spec.ports()) {
            ports.add(isDynamic(port) ? withNumber(port, before, taken) : port);
        }
        return spec.withPublished(ports);
    }

    private static boolean isDynamic(PortSpec port) {
        return port.mode() == PublishMode.INGRESS && port.published() == 0;
    }

    private static PortSpec withNumber(PortSpec port, Optional<ServiceSpec> before, Set<String> taken) {
        int number = before.stream()
                .flatMap(spec -> spec.ports().stream())
                .filter(old -> old.mode() == PublishMode.INGRESS
                        && old.target() == port.target()
                        && old.protocol().equals(port.protocol()))
                .map(PortSpec::published)
                .findFirst()
                .orElseGet(() -> lowestFree(port.protocol(), taken));
        taken.add("port/%s/%d".formatted(port.protocol(), number));
        return port.withPublished(number);
    }

    private static int lowestFree(String protocol, Set<String> taken) {
        int number = FIRST_DYNAMIC;
        while (number < LAST_DYNAMIC && taken.contains("port/%s/%d".formatted(protocol, number))) {
            number++;
        }
        return number;
    }
}
