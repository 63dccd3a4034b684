package io.berth.http.trust;

import io.berth.domain.trust.Role;
import io.berth.http.json.Fields;
import io.berth.http.problem.Refusal;
import java.time.Duration;
import java.util.Optional;

/**
 * A join token to make.
 *
 * @param role {@code agent} or {@code member}; an agent's if none is said
 * @param lifetime such as {@code 24h}; an hour if none is said
 */
public record TokenBody(Optional<String> role, Optional<String> lifetime) {
    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);

    /** What was asked for. */
    record Wanted(Role role, Duration lifetime) {}

    Wanted sound() {
        Fields fields = new Fields();
        Wanted wanted = new Wanted(
                fields.word("role", role, Role.class, Role.AGENT),
                fields.duration("lifetime", lifetime, DEFAULT_LIFETIME));
        if (!fields.violations().isEmpty()) {
            throw Refusal.invalid("the token", fields.violations());
        }
        return wanted;
    }
}
