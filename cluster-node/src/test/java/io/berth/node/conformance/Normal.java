package io.berth.node.conformance;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Outputs without what differs from run to run: ids, times, addresses, digests, hosts, widths of columns.
 *
 * @param hosts names of the nodes
 */
record Normal(List<String> hosts) {
    private static final List<Map.Entry<Pattern, String>> RULES = List.of(
            rule("SWMTKN-1-\\S+", "<TOKEN>"),
            rule("sha256:[0-9a-f]{12,64}", "<DIGEST>"),
            rule("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?( ?[+-]\\d{4}| ?UTC|Z)*", "<TIME>"),
            rule(
                    "([Ll]ess than a second|[Aa]bout a minute|[Aa]bout an hour|\\d+ (seconds?|minutes?|hours?|days?))("
                            + " ago)?",
                    "<AGO>"),
            rule("\\b(?=[a-z0-9]*[0-9])(?=[a-z0-9]*[a-z])[a-z0-9]{25}\\b", "<ID>"),
            rule("\\b(?=[a-z0-9]*[0-9])(?=[a-z0-9]*[a-z])[a-z0-9]{12}\\b", "<SID>"),
            rule("\\b\\d+\\.\\d+\\.\\d+\\.\\d+(:\\d+)?\\b", "<ADDR>"),
            rule("\\b(20|2[0-9])\\.\\d+\\.\\d+(\\+\\S+)?", "<VER>"));

    private static Map.Entry<Pattern, String> rule(String pattern, String name) {
        return Map.entry(Pattern.compile(pattern), name);
    }

    /** The lines that say something. */
    List<String> lines(String text, boolean isOrdered) {
        String normal = text;
        for (String host : hosts) {
            normal = normal.replaceAll("\\b" + Pattern.quote(host) + "\\b", "<HOST>");
        }
        for (Map.Entry<Pattern, String> rule : RULES) {
            normal = rule.getKey().matcher(normal).replaceAll(rule.getValue());
        }
        Stream<String> lines = normal.lines()
                .map(line -> line.stripTrailing().replaceAll("\\s{2,}", "  "))
                .filter(line -> !line.isEmpty());
        return (isOrdered ? lines : lines.sorted()).toList();
    }
}
