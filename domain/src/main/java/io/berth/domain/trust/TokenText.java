package io.berth.domain.trust;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A join token as people carry it from one machine to another.
 *
 * @param pin SHA-256 of the authority's certificate, 64 hexadecimal digits: the newcomer knows whom to trust
 * @param id of the token
 * @param secret that proves the right to join
 */
public record TokenText(String pin, String id, String secret) {
    private static final Pattern FORM = Pattern.compile("BERTH-1-([0-9a-f]{64})-([0-9a-z]{1,32})-([0-9a-z]{1,64})");

    /** Reads a token; empty if the text is none. */
    public static Optional<TokenText> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new TokenText(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /** All of it, to be handed on. */
    public String text() {
        return "BERTH-1-%s-%s-%s".formatted(pin, id, secret);
    }

    /** Without the secret, for logs. */
    @Override
    public String toString() {
        return "token " + id;
    }
}
