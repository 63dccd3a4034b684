package io.berth.node.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a case.
 *
 * @param kind what is done with the command's outcome
 * @param command of {@code sh}
 * @param patience how long it is repeated, if it is
 */
record Step(Kind kind, String command, Duration patience) {
    /** What is done with a command's outcome. */
    enum Kind {
        /** {@code >}: nothing, it sets up. */
        SET_UP,
        /** {@code $}: exit code and outputs are compared. */
        COMPARED,
        /** {@code $~}: as compared, but lines in any order. */
        COMPARED_UNORDERED,
        /** {@code @}: repeated until it succeeds. */
        AWAITED
    }

    static List<Step> of(Path file) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" ", 2);
                steps.add(of(parts[0], parts[1]));
            }
        }
        return steps;
    }

    private static Step of(String sign, String rest) {
        return switch (sign) {
            case ">" -> new Step(Kind.SET_UP, rest, Duration.ZERO);
            case "$" -> new Step(Kind.COMPARED, rest, Duration.ZERO);
            case "$~" -> new Step(Kind.COMPARED_UNORDERED, rest, Duration.ZERO);
            case "@" -> {
                String[] parts = rest.split(" ", 2);
                yield new Step(Kind.AWAITED, parts[1], Duration.ofSeconds(Long.parseLong(parts[0])));
            }
            default -> throw new IllegalArgumentException("no step begins with " + sign);
        };
    }
}
