package io.berth.node.cli.option;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.node.cli.api.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A compose file, with all that it refers to on this machine. */
public final class StackSource {
    @Parameters(paramLabel = "FILE", description = "The compose file")
    private Path file = Path.of("compose.yml");

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "The stack's name (default: `name:` in the file, else the name of the file's folder)")
    private Optional<String> name = Optional.empty();

    /** Read from the command line. */
    public StackSource() {}

    /**
     * @param file the compose file
     * @param name of the stack; without one the file says it
     */
    public StackSource(Path file, Optional<String> name) {
        this.file = file;
        this.name = name;
    }

    /** The stack's name. */
    public String stack() {
        return name.or(() -> ComposeText.read(text()).name()).orElseGet(this::folderName);
    }

    /** What the API takes: the file, the variables that it names and the files that it refers to. */
    public ObjectNode body() {
        String text = text();
        ComposeText compose = ComposeText.read(text);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("compose", text);
        ObjectNode variables = body.putObject("variables");
        Map<String, String> known = environment();
        compose.variables().stream()
                .filter(known::containsKey)
                .forEach(variable -> variables.put(variable, known.get(variable)));
        ObjectNode files = body.putObject("files");
        compose.files().forEach(path -> files.put(path, Base64.getEncoder().encodeToString(content(path))));
        return body;
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Refused("cannot read %s: %s".formatted(file, reason(e)), e);
        }
    }

    private byte[] content(String path) {
        try {
            return Files.readAllBytes(folder().resolve(path));
        } catch (IOException e) {
            throw new Refused("cannot read %s, which %s names: %s".formatted(path, file, reason(e)), e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : String.valueOf(e.getMessage());
    }

    private Path folder() {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElseGet(() -> Path.of("/"));
    }

    private String folderName() {
        String folder = String.valueOf(folder().getFileName());
        return folder.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
    }

    /** The environment over the file {@code .env} beside the compose file, as Compose has it. */
    private Map<String, String> environment() {
        Map<String, String> known = new HashMap<>();
        Path beside = folder().resolve(".env");
        if (Files.isRegularFile(beside)) {
            try {
                Files.readAllLines(beside).stream()
                        .map(String::strip)
                        .filter(line -> !line.startsWith("#") && line.contains("="))
                        .forEach(line -> known.put(
                                line.substring(0, line.indexOf('=')).strip(),
                                line.substring(line.indexOf('=') + 1).strip()));
            } catch (IOException e) {
                throw new Refused("cannot read %s: %s".formatted(beside, reason(e)), e);
            }
        }
        known.putAll(System.getenv());
        return known;
    }
}
