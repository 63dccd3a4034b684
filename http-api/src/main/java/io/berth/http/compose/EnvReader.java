package io.berth.http.compose;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code environment} and {@code env_file} of a service; the first wins where both name a variable. */
final class EnvReader {
    private final ComposeSource source;

    EnvReader(ComposeSource source) {
        this.source = source;
    }

    Map<String, String> read(Section service) {
        Map<String, String> env = new LinkedHashMap<>();
        service.take("env_file").ifPresent(field -> {
            List<Field> files = field.isList() ? field.items() : List.of(field);
            files.forEach(file -> env.putAll(file.isText() ? sent(file, file, true) : sentLong(file)));
        });
        service.take("environment").ifPresent(field -> env.putAll(field.pairs(this::fromOutside)));
        return env;
    }

    private Optional<String> fromOutside(String name, Field variable) {
        String value = source.variables().get(name);
        if (value == null) {
            variable.warn("has no value and is not set outside, so it is left out; write " + name + "=value");
        }
        return Optional.ofNullable(value);
    }

    private Map<String, String> sentLong(Field file) {
        Section section = file.section();
        Optional<Field> path = section.take("path");
        boolean isRequired = section.take("required").flatMap(Field::flag).orElse(true);
        section.finish(Map.of("format", "lines are always KEY=VALUE"));
        if (path.isEmpty()) {
            file.problem("must have a path");
        }
        return path.map(present -> sent(file, present, isRequired)).orElse(Map.of());
    }

    private Map<String, String> sent(Field file, Field pathField, boolean isRequired) {
        Map<String, String> env = new LinkedHashMap<>();
        pathField.text().ifPresent(path -> {
            byte[] bytes = source.files().get(path);
            if (bytes == null) {
                if (isRequired) {
                    file.problem("file " + path + " was not sent along with the compose file; check that it exists");
                }
                return;
            }
            int number = 0;
            for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
                number++;
                line(file, path, number, line.strip(), env);
            }
        });
        return env;
    }

    private void line(Field file, String path, int number, String line, Map<String, String> env) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String text = line.startsWith("export ") ? line.substring(7).strip() : line;
        int equals = text.indexOf('=');
        String name = (equals < 0 ? text : text.substring(0, equals)).strip();
        if (name.isEmpty()) {
            file.problem("line " + number + " of " + path + " must be KEY=VALUE");
        } else if (equals >= 0) {
            env.put(name, unquoted(text.substring(equals + 1).strip()));
        } else if (source.variables().containsKey(name)) {
            env.put(name, source.variables().getOrDefault(name, ""));
        }
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        if (isQuoted) {
            return value.substring(1, value.length() - 1);
        }
        int comment = value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).strip();
    }
}
