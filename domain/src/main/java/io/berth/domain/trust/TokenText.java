package io.berth.domain.trust;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A join token as people carry it from one machine to another.
 *
 * @param pin SHA-256 of the authority's certificate, 64 hexadecimal digits: the newcomer knows whom to trust
 * @param id of the token; empty if the text does not say it, and the secret alone finds the token
 * @param secret that proves the right to join
 */
public record TokenText(String pin, String id, String secret) {
    private static final Pattern FORM = Pattern.compile("BERTH-1-([0-9a-f]{64})-([0-9a-z]{1,32})-([0-9a-z]{1,64})");
    /** Docker Swarm's form: the pin in base 36, and a secret. */
    private static final Pattern SWARM_FORM = Pattern.compile("SWMTKN-1-([0-9a-z]{50})-([0-9a-z]{25})");

    private static final int BASE = 36;
    private static final int PIN_BYTES = 32;
    private static final int PIN_DIGITS = 50;

    /** Reads a token in either form; empty if the text is none. */
    public static Optional<TokenText> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new TokenText(matcher.group(1), matcher.group(2), matcher.group(3)))
                : parseSwarm(text.strip());
    }

    private static Optional<TokenText> parseSwarm(String text) {
        Matcher matcher = SWARM_FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigInteger pin = new BigInteger(matcher.group(1), BASE);
        return pin.bitLength() > PIN_BYTES * Byte.SIZE
                ? Optional.empty()
                : Optional.of(new TokenText("%064x".formatted(pin), "", matcher.group(2)));
    }

    /** All of it, to be handed on. */
    public String text() {
        return "BERTH-1-%s-%s-%s".formatted(pin, id, secret);
    }

    /** All of it in the form of Docker Swarm, in which a token has no id; its secret has 25 characters. */
    public String swarmText() {
        String digits = new BigInteger(1, HexFormat.of().parseHex(pin)).toString(BASE);
        return "SWMTKN-1-%s%s-%s".formatted("0".repeat(PIN_DIGITS - digits.length()), digits, secret);
    }

    /** Without the secret, for logs. */
    @Override
    public String toString() {
        return id.isEmpty() ? "a token without id" : "token " + id;
    }
}
