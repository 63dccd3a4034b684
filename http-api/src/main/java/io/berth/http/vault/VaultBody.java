package io.berth.http.vault;

import io.berth.domain.spec.Violation;
import io.berth.http.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value to store.
 *
 * @param value in base64; or else
 * @param text as it is
 * @param labels of the secret or config; replace the present ones
 */
public record VaultBody(Optional<String> value, Optional<String> text, Map<String, String> labels) {
    /** As Docker's. */
    static final int MOST_BYTES = 500 * 1024;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]([-a-zA-Z0-9_.]{0,62}[a-zA-Z0-9])?");

    @Override
    public String toString() {
        return "VaultBody";
    }

    /** The value's bytes, or a refusal of {@code what} with everything that is wrong. */
    byte[] sound(String what, String name) {
        List<Violation> violations = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            violations.add(new Violation(
                    "name", name, "must be 1..64 letters, digits, - _ . and start and end with a letter or digit"));
        }
        byte[] bytes = bytes(violations);
        if (bytes.length > MOST_BYTES) {
            violations.add(
                    new Violation("value", bytes.length + " bytes", "must be " + MOST_BYTES + " bytes or fewer"));
        }
        if (!violations.isEmpty()) {
            throw Refusal.invalid(what, violations);
        }
        return bytes;
    }

    private byte[] bytes(List<Violation> violations) {
        if (value.isPresent() == text.isPresent()) {
            violations.add(new Violation("value", "", "must be given, in base64, or else text; one of the two"));
            return new byte[0];
        }
        try {
            return value.map(given -> Base64.getDecoder().decode(given))
                    .orElseGet(() -> text.orElse("").getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            violations.add(new Violation("value", "", "must be base64; plain text goes into text"));
            return new byte[0];
        }
    }
}
