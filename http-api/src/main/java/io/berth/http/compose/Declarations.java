package io.berth.http.compose;

import io.berth.domain.spec.ServiceSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file declares beside its services, each by its key in the file.
 *
 * @param networks with the stack's {@code default}
 * @param volumes named ones
 * @param secrets of the stack or external
 * @param configs of the stack or external
 */
record Declarations(
        Map<String, StackNetwork> networks,
        Map<String, StackVolume> volumes,
        Map<String, StackFile> secrets,
        Map<String, StackFile> configs) {
    static final String DEFAULT_NETWORK = "default";
    private static final int LARGEST_SECRET = 512_000;
    private static final int LARGEST_CONFIG = 1_024_000;

    static Declarations read(Section root, ComposeSource source) {
        Map<String, StackNetwork> networks = new LinkedHashMap<>();
        members(root, "networks").forEach((key, field) -> networks.put(key, network(key, field, source)));
        networks.computeIfAbsent(
                DEFAULT_NETWORK,
                key -> new StackNetwork(key, scoped(source, key), false, "", stackLabels(source, Map.of())));
        Map<String, StackVolume> volumes = new LinkedHashMap<>();
        members(root, "volumes").forEach((key, field) -> volumes.put(key, volume(key, field, source)));
        Map<String, StackFile> secrets = new LinkedHashMap<>();
        members(root, "secrets").forEach((key, field) -> secrets.put(key, file(key, field, source, false)));
        Map<String, StackFile> configs = new LinkedHashMap<>();
        members(root, "configs").forEach((key, field) -> configs.put(key, file(key, field, source, true)));
        return new Declarations(networks, volumes, secrets, configs);
    }

    private static Map<String, Field> members(Section root, String key) {
        return root.take(key).map(field -> field.section().named()).orElse(Map.of());
    }

    private static StackNetwork network(String key, Field field, ComposeSource source) {
        Section section = sectionOrEmpty(field);
        Naming naming = Naming.read(key, section, source);
        String driver = section.take("driver").flatMap(Field::text).orElse("");
        Map<String, String> labels = section.take("labels").map(Field::labels).orElse(Map.of());
        section.finish(Ignored.OF_NETWORK);
        return new StackNetwork(key, naming.name, naming.isExternal, driver, stackLabels(source, labels));
    }

    private static StackVolume volume(String key, Field field, ComposeSource source) {
        Section section = sectionOrEmpty(field);
        Naming naming = Naming.read(key, section, source);
        Map<String, String> labels = section.take("labels").map(Field::labels).orElse(Map.of());
        section.finish(Ignored.OF_VOLUME);
        return new StackVolume(key, naming.name, naming.isExternal, stackLabels(source, labels));
    }

    private static StackFile file(String key, Field field, ComposeSource source, boolean isConfig) {
        Section section = sectionOrEmpty(field);
        Naming naming = Naming.read(key, section, source);
        Map<String, String> labels = section.take("labels").map(Field::labels).orElse(Map.of());
        List<Field> origins = new ArrayList<>();
        Optional<Field> path = section.take("file");
        Optional<Field> variable = section.take("environment");
        Optional<Field> text = isConfig ? section.take("content") : Optional.empty();
        path.ifPresent(origins::add);
        variable.ifPresent(origins::add);
        text.ifPresent(origins::add);
        section.finish(Ignored.OF_FILE);
        String choices = isConfig ? "file, environment, content or external" : "file, environment or external";
        if (origins.size() + (naming.isExternal ? 1 : 0) != 1) {
            field.problem("must have exactly one of " + choices);
            return new StackFile(key, naming.name, naming.isExternal, Content.NONE, Map.of());
        }
        Content content = path.flatMap(present -> sent(present, source))
                .or(() -> variable.flatMap(present -> fromVariable(present, source)))
                .or(() -> text.flatMap(Field::text).map(Declarations::content))
                .orElse(Content.NONE);
        origins.forEach(origin -> checkSize(origin, content, isConfig ? LARGEST_CONFIG : LARGEST_SECRET));
        return new StackFile(key, naming.name, naming.isExternal, content, stackLabels(source, labels));
    }

    private static Optional<Content> sent(Field field, ComposeSource source) {
        return field.text().flatMap(path -> {
            byte[] bytes = source.files().get(path);
            if (bytes == null) {
                field.problem("file " + path + " was not sent along with the compose file; check that it exists");
                return Optional.empty();
            }
            return Optional.of(new Content(bytes));
        });
    }

    private static Optional<Content> fromVariable(Field field, ComposeSource source) {
        return field.text().flatMap(name -> {
            String value = source.variables().get(name);
            if (value == null) {
                field.problem("variable " + name + " is not set");
            }
            return Optional.ofNullable(value).map(Declarations::content);
        });
    }

    private static void checkSize(Field origin, Content content, int largest) {
        boolean isRefusedAlready = content.equals(Content.NONE)
                && origin.notes().problems().stream()
                        .anyMatch(note -> note.key().equals(origin.path()));
        if (!isRefusedAlready && (content.size() == 0 || content.size() > largest)) {
            origin.problem("must be 1.." + largest + " bytes, has " + content.size());
        }
    }

    private static Content content(String text) {
        return new Content(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A key without a value declares a thing with all defaults. */
    private static Section sectionOrEmpty(Field field) {
        if (field.node() instanceof YamlNode.Text text && text.isNull()) {
            return new Section(field.path(), new YamlNode.Entries(field.line(), List.of()), field.notes());
        }
        return field.section();
    }

    static Map<String, String> stackLabels(ComposeSource source, Map<String, String> labels) {
        Map<String, String> all = new LinkedHashMap<>(labels);
        all.put(ServiceSpec.STACK_LABEL, source.stack());
        return all;
    }

    static String scoped(ComposeSource source, String key) {
        return source.stack() + "_" + key;
    }

    /** What a declared thing is called in the cluster, and who makes it. */
    private record Naming(String name, boolean isExternal) {
        static Naming read(String key, Section section, ComposeSource source) {
            Optional<String> given = section.take("name").flatMap(Field::text);
            Optional<Field> external = section.take("external");
            if (external.isEmpty()) {
                return new Naming(given.orElse(scoped(source, key)), false);
            }
            Field field = external.get();
            if (field.isText()) {
                boolean isExternal = field.flag().orElse(false);
                return new Naming(given.orElse(isExternal ? key : scoped(source, key)), isExternal);
            }
            Section named = field.section();
            Optional<String> old = named.take("name").flatMap(Field::text);
            named.finish();
            return new Naming(given.or(() -> old).orElse(key), true);
        }
    }
}
