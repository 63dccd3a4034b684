package io.berth.node.cli.option;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a compose file needs of this machine. It is judged by the member: of a file that cannot be read here, nothing is
 * needed and the member says what is wrong with it.
 *
 * @param name of the stack, if the file says one
 * @param variables that it may use, by the form {@code $NAME} or <code>${NAME...}</code>
 * @param files that it refers to, exactly as written
 */
public record ComposeText(Optional<String> name, List<String> variables, List<String> files) {
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");

    static ComposeText read(String text) {
        Object tree = load(text);
        TreeSet<String> files = new TreeSet<>();
        for (String section : List.of("secrets", "configs")) {
            entries(child(tree, section)).values().forEach(entry -> addText(files, child(entry, "file")));
        }
        entries(child(tree, "services")).values().forEach(service -> addAll(files, child(service, "env_file")));
        TreeSet<String> variables = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            variables.add(matcher.group(1));
        }
        Optional<String> name = child(tree, "name") instanceof String said ? Optional.of(said) : Optional.empty();
        return new ComposeText(name, List.copyOf(variables), List.copyOf(files));
    }

    private static Object load(String text) {
        try {
            Object tree = new Load(LoadSettings.builder()
                            .setMaxAliasesForCollections(50)
                            .setAllowDuplicateKeys(true)
                            .build())
                    .loadFromString(text);
            return tree == null ? Map.of() : tree;
        } catch (YamlEngineException e) {
            return Map.of();
        }
    }

    private static Map<?, ?> entries(Object tree) {
        return tree instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Object child(Object tree, String key) {
        Object value = entries(tree).get(key);
        return value == null ? Map.of() : value;
    }

    private static void addText(TreeSet<String> files, Object value) {
        if (value instanceof String text) {
            files.add(text);
        }
    }

    /** A path, a list of paths, or a list of objects with a path. */
    private static void addAll(TreeSet<String> files, Object value) {
        List<?> values = value instanceof List<?> list ? list : List.of(value);
        values.forEach(each -> {
            addText(files, each);
            addText(files, child(each, "path"));
        });
    }
}
