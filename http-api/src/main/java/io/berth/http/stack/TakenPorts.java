package io.berth.http.stack;

import io.berth.domain.service.Ports;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.Violation;
import java.util.List;
import java.util.Set;

/** Published ports that services outside a draft hold. The claims decide in the end; this is said before anything is put. */
final class TakenPorts {
    private TakenPorts() {}

    /** The ports of {@code spec} that are taken; {@code draft} are all services that are put together with it. */
    static List<Violation> of(String field, ServiceSpec spec, Set<ServiceId> draft, Present present) {
        Set<String> claims = Ports.claims(spec);
        return present.services().values().stream()
                .filter(other -> !draft.contains(other.id()))
                .flatMap(other -> Ports.claims(other.spec()).stream()
                        .filter(claims::contains)
                        .map(claim -> violation(field, claim, other)))
                .toList();
    }

    private static Violation violation(String field, String claim, ServiceState holder) {
        return new Violation(
                field,
                claim.substring(claim.lastIndexOf('/') + 1),
                "must not be a port that %s publishes; remove that service first, or publish another port"
                        .formatted(holder.id()));
    }
}
