package io.berth.http.trust;

import io.berth.domain.spec.Violation;
import io.berth.http.problem.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * Whose certificates to revoke.
 *
 * @param name a node's id or a member's name
 */
public record RevocationBody(Optional<String> name) {
    String sound() {
        return name.filter(given -> !given.isBlank())
                .orElseThrow(() -> Refusal.invalid(
                        "the revocation",
                        List.of(new Violation("name", "", "must be a node's id or a member's name"))));
    }
}
