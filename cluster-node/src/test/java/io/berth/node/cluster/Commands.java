package io.berth.node.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.berth.node.cli.Cli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command line, asking one member. */
record Commands(String host) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One command's end. */
    record Result(int exit, String out, String err) {
        String line() {
            return out.strip();
        }
    }

    Result run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--host", host));
        int exit = Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(String[]::new));
        return new Result(exit, out.toString(), err.toString());
    }

    /** Fails if the command does. */
    Result done(String... words) {
        Result result = run(words);
        if (result.exit() != 0) {
            throw new AssertionError("%s ended with %s".formatted(List.of(words), result));
        }
        return result;
    }

    /** A list as JSON; nothing if the member does not answer. */
    List<JsonNode> list(String... words) {
        Result result =
                run(Stream.concat(Stream.of(words), Stream.of("-o", "json")).toArray(String[]::new));
        try {
            return result.exit() == 0
                    ? JSON.readTree(result.out()).path("items").valueStream().toList()
                    : List.of();
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + result, e);
        }
    }
}
