package io.berth.domain.spec;

import java.util.regex.Pattern;

/**
 * Something about a node that must hold, such as {@code node.labels.zone == a}.
 *
 * @param key {@code node.id}, {@code node.hostname}, {@code node.ip}, {@code node.role}, {@code node.platform.os},
 *     {@code node.platform.arch}, {@code node.labels.K} or {@code engine.labels.K}; an unknown key matches no node
 * @param operator how the node's value compares
 * @param value compared without regard to case, as in Swarm
 */
public record Constraint(String key, Operator operator, String value) {
    /** What Swarm takes as a key. */
    private static final Pattern KEY = Pattern.compile("[a-zA-Z_][a-zA-Z0-9\\-_.]+");

    /** What Swarm takes as a value. */
    static final Pattern VALUE = Pattern.compile("[a-zA-Z0-9:\\-_\\s.*()?+\\[\\]\\\\^$|/]+");

    /** How a node's value is compared. */
    public enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /**
     * Reads {@code KEY==VALUE} or {@code KEY!=VALUE}, blanks around the parts allowed.
     *
     * @throws IllegalArgumentException in Swarm's words, which its clients know
     */
    public static Constraint parse(String text) {
        for (Operator operator : Operator.values()) {
            int at = text.indexOf(operator.sign());
            if (at >= 0) {
                String key = text.substring(0, at).strip();
                String value = text.substring(at + operator.sign().length()).strip();
                if (!KEY.matcher(key).matches()) {
                    throw new IllegalArgumentException("key '" + key + "' is invalid");
                }
                if (!VALUE.matcher(value).matches()) {
                    throw new IllegalArgumentException("value '" + value + "' is invalid");
                }
                return new Constraint(key, operator, value);
            }
        }
        throw new IllegalArgumentException("constraint expected one operator from ==, !=");
    }

    @Override
    public String toString() {
        return key + operator.sign() + value;
    }
}
