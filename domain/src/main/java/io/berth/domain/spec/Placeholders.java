package io.berth.domain.spec;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The placeholders, such as {@code {{.Task.Slot}}}, that a task's hostname, variables and mounts may contain. */
final class Placeholders {
    private static final Set<String> KNOWN = Set.of(
            ".Service.ID",
            ".Service.Name",
            ".Service.Labels",
            ".Node.ID",
            ".Node.Hostname",
            ".Node.Platform.OS",
            ".Node.Platform.Architecture",
            ".Task.ID",
            ".Task.Name",
            ".Task.Slot");
    private static final Pattern OF_LABEL = Pattern.compile("index\\s+\\.Service\\.Labels \"[^\"]+\"");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)\\}\\}", Pattern.DOTALL);

    static final String RULE = "must have only placeholders {{.Service.ID|Name|Labels}}, {{.Node.ID|Hostname}},"
            + " {{.Node.Platform.OS|Architecture}} and {{.Task.ID|Name|Slot}}";

    private Placeholders() {}

    /** The first placeholder that nothing can fill, or empty. */
    static Optional<String> unknownIn(String text) {
        if (!text.contains("{{")) {
            return Optional.empty();
        }
        Matcher matcher = PLACEHOLDER.matcher(text);
        int end = 0;
        while (matcher.find()) {
            String inside = matcher.group(1).strip();
            if (!KNOWN.contains(inside) && !OF_LABEL.matcher(inside).matches()) {
                return Optional.of(matcher.group());
            }
            end = matcher.end();
        }
        int open = text.indexOf("{{", end);
        return open < 0 ? Optional.empty() : Optional.of(text.substring(open));
    }

    /** The text with every placeholder filled by something short, to check what is around them. */
    static String filled(String text) {
        return text.contains("{{") ? PLACEHOLDER.matcher(text).replaceAll("x") : text;
    }
}
