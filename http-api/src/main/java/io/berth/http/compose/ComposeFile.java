package io.berth.http.compose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads compose files: version 3.x and the Compose Specification with its deploy section. */
public final class ComposeFile {
    private static final Pattern STACK = Pattern.compile("[a-zA-Z0-9]([-_a-zA-Z0-9]*[a-zA-Z0-9])?");
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final int LONGEST_STACK = 40;

    private ComposeFile() {}

    /** Reads a file. Never throws: whatever is wrong is a problem of the result. */
    public static ComposeResult parse(ComposeSource source) {
        Notes notes = new Notes();
        if (source.stack().length() > LONGEST_STACK
                || !STACK.matcher(source.stack()).matches()) {
            notes.problem(
                    0,
                    "",
                    "stack name " + source.stack() + " must be 1.." + LONGEST_STACK
                            + " letters, digits, - and _, and start and end with a letter or digit");
            return ComposeResult.refused(notes.warnings(), notes.problems());
        }
        return root(source.yaml(), source.variables(), notes)
                .map(root -> read(root, source, notes))
                .orElseGet(() -> ComposeResult.refused(notes.warnings(), notes.problems()));
    }

    /**
     * The paths of all files that a compose file names, as written in it after variables are replaced: what
     * {@link ComposeSource#files} should hold. Empty for what cannot be read.
     */
    public static Set<String> filesOf(String yaml, Map<String, String> variables) {
        Notes notes = new Notes();
        Set<String> paths = new TreeSet<>();
        root(yaml, variables, notes).ifPresent(root -> {
            for (String kind : List.of("secrets", "configs")) {
                named(root, kind).values().stream()
                        .filter(ComposeFile::isMap)
                        .flatMap(field -> field.section().take("file").stream())
                        .forEach(field -> field.text().ifPresent(paths::add));
            }
            named(root, "services").values().stream()
                    .filter(ComposeFile::isMap)
                    .flatMap(field -> field.section().take("env_file").stream())
                    .flatMap(field -> field.isList() ? field.items().stream() : List.of(field).stream())
                    .flatMap(field -> isMap(field) ? field.section().take("path").stream() : List.of(field).stream())
                    .forEach(field -> field.text().ifPresent(paths::add));
        });
        return paths;
    }

    private static Map<String, Field> named(Section root, String key) {
        return root.take(key)
                .filter(ComposeFile::isMap)
                .map(field -> field.section().named())
                .orElse(Map.of());
    }

    private static boolean isMap(Field field) {
        return field.node() instanceof YamlNode.Entries;
    }

    private static Optional<Section> root(String yaml, Map<String, String> variables, Notes notes) {
        try {
            Optional<YamlNode> document = YamlReader.read(yaml);
            if (document.isPresent() && document.get() instanceof YamlNode.Entries entries) {
                YamlNode expanded = new Interpolation(variables, notes).apply("", entries);
                return Optional.of(new Field("", entries.line(), expanded, notes).section());
            }
            notes.problem(0, "", "must be a map with services");
        } catch (UnreadableYaml e) {
            Note note = e.note();
            notes.problem(note.line(), note.key(), note.message());
        }
        return Optional.empty();
    }

    private static ComposeResult read(Section root, ComposeSource source, Notes notes) {
        version(root);
        root.take("name")
                .ifPresent(field -> field.text()
                        .filter(name -> !name.equals(source.stack()))
                        .ifPresent(name -> field.warn("has no effect: the stack is deployed as " + source.stack())));
        root.take("include").ifPresent(field -> field.problem("is not supported; put the services into one file"));
        Declarations declared = Declarations.read(root, source);
        List<StackPart> services = new ArrayList<>();
        Optional<Field> all = root.take("services");
        Map<String, Field> named = all.map(field -> field.section().named()).orElse(Map.of());
        ServiceReader reader = new ServiceReader(source, declared);
        named.forEach((key, field) -> {
            if (KEY.matcher(key).matches()) {
                services.add(reader.read(key, field));
            } else {
                field.problem("a service's name must be letters, digits, ., _ and -");
            }
        });
        if (named.isEmpty() && all.map(ComposeFile::isMap).orElse(true)) {
            notes.problem(0, "services", "must hold at least one service");
        }
        root.finish(Ignored.OF_ROOT);
        refuseSharedPorts(services, named);
        return result(services, declared, notes);
    }

    private static void version(Section root) {
        root.take("version")
                .ifPresent(field -> field.text()
                        .filter(version -> !version.matches("[23](\\.[0-9]{1,2})?"))
                        .ifPresent(version -> field.problem("\"" + version
                                + "\" must be 3 or 3.x, or be left out as in the Compose Specification")));
    }

    /** The cluster would refuse the second service only after the first has started. */
    private static void refuseSharedPorts(List<StackPart> services, Map<String, Field> named) {
        Map<String, String> owners = new HashMap<>();
        for (StackPart service : services) {
            Set<String> own = new TreeSet<>();
            service.spec().ports().stream()
                    .filter(port -> port.published() != 0)
                    .forEach(port -> own.add(port.published() + "/" + port.protocol()));
            for (String port : own) {
                String owner = owners.putIfAbsent(port, service.key());
                Field field = named.get(service.key());
                if (owner != null && field != null) {
                    field.section()
                            .take("ports")
                            .ifPresent(ports -> ports.problem(
                                    "port " + port + " is published by service " + owner + " already; choose another"));
                }
            }
        }
    }

    private static ComposeResult result(List<StackPart> services, Declarations declared, Notes notes) {
        List<StackNetwork> networks = declared.networks().values().stream()
                .filter(network -> !network.key().equals(Declarations.DEFAULT_NETWORK)
                        || services.stream()
                                .anyMatch(service ->
                                        service.spec().template().networks().contains(network.name())))
                .toList();
        return new ComposeResult(
                services,
                List.copyOf(declared.secrets().values()),
                List.copyOf(declared.configs().values()),
                networks,
                List.copyOf(declared.volumes().values()),
                notes.warnings(),
                notes.problems());
    }
}
