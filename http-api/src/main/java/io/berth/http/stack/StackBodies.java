package io.berth.http.stack;

import io.berth.domain.spec.Violation;
import io.berth.http.compose.ComposeFile;
import io.berth.http.compose.ComposeResult;
import io.berth.http.compose.ComposeSource;
import io.berth.http.compose.Note;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Call;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the body of a stack: the compose file itself as YAML, or JSON with the files that it names. */
public final class StackBodies {
    private StackBodies() {}

    /**
     * The JSON body.
     *
     * @param compose the compose file's text
     * @param variables for {@code ${NAME}}
     * @param files content in base64 of the files that it names, by the path as written in it
     */
    public record StackBody(String compose, Map<String, String> variables, Map<String, String> files) {}

    /** What the body says, or a refusal with all its problems by line. */
    public static ComposeResult sound(String stack, Call call) {
        ComposeResult result = ComposeFile.parse(source(stack, call));
        if (!result.isAccepted()) {
            throw Refusal.invalid(
                    "stack " + stack,
                    result.problems().stream().map(StackBodies::violation).toList());
        }
        return result;
    }

    private static Violation violation(Note note) {
        String field = note.key().isEmpty() ? "compose" : note.key();
        return new Violation(field, note.line() == 0 ? "" : "line " + note.line(), note.message());
    }

    private static ComposeSource source(String stack, Call call) {
        String type = call.request().entity().getContentType().mediaType().toString();
        if (type.endsWith("yaml") || type.equals("text/plain")) {
            return new ComposeSource(stack, call.namespace(), call.body().utf8String(), Map.of(), Map.of());
        }
        StackBody body = call.json(StackBody.class);
        return new ComposeSource(stack, call.namespace(), body.compose(), body.variables(), files(body));
    }

    private static Map<String, byte[]> files(StackBody body) {
        Map<String, byte[]> files = new HashMap<>();
        List<Violation> violations = new ArrayList<>();
        body.files().forEach((path, content) -> {
            try {
                files.put(path, Base64.getDecoder().decode(content));
            } catch (IllegalArgumentException e) {
                violations.add(new Violation("files." + path, "", "must be base64"));
            }
        });
        if (!violations.isEmpty()) {
            throw Refusal.invalid("the files", violations);
        }
        return files;
    }
}
