package io.berth.domain.spec;

/**
 * A rule that a spec breaks.
 *
 * @param field path such as {@code template.containers[0].mounts[1].target}
 * @param value what is there, shortened; never the value of a variable that may be secret
 * @param rule what must hold instead, such as {@code must be 0..100000}
 */
public record Violation(String field, String value, String rule) {
    private static final int LONGEST_VALUE = 80;

    public Violation {
        value = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }

    /** One line for a person: {@code ports[0].target 70000 must be 1..65535}. */
    public String text() {
        return field + " " + (value.isEmpty() ? "\"\"" : value) + " " + rule;
    }
}
