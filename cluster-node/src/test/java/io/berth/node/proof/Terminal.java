package io.berth.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.berth.node.cli.Cli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Runs commands against one member as a person would type them. */
record Terminal(URI member) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How a command ended and what it wrote. */
    record Ended(String line, int exit, String out, String err) {
        Ended with(int expected) {
            assertThat(exit).as(() -> toString()).isEqualTo(expected);
            return this;
        }

        List<String> lines() {
            return out.lines().toList();
        }
    }

    Ended run(String... arguments) {
        return run(Stream.of(arguments));
    }

    /** Words between spaces. */
    Ended type(String line) {
        return run(line.split(" +"));
    }

    private Ended run(Stream<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] line =
                Stream.concat(arguments, Stream.of("--host", member.toString())).toArray(String[]::new);
        int exit = Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), line);
        return new Ended(String.join(" ", line), exit, out.toString(), err.toString());
    }

    /** What a list shows, as the API has it. */
    List<JsonNode> items(String line) {
        return read(type(line + " -o json").with(0).out())
                .path("items")
                .valueStream()
                .toList();
    }

    JsonNode inspect(String name) {
        return read(type("inspect " + name + " -o json").with(0).out());
    }

    /** Running tasks of a service, those that nobody wants any more left out. */
    List<JsonNode> running(String service) {
        return items("ps " + service).stream()
                .filter(task -> task.path("state").asText().equals("running"))
                .toList();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
