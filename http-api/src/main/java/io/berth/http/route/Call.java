package io.berth.http.route;

import io.berth.domain.entity.Cause;
import io.berth.domain.spec.Violation;
import io.berth.http.json.BadJson;
import io.berth.http.json.Json;
import io.berth.http.problem.ProblemCode;
import io.berth.http.problem.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.util.ByteString;

/**
 * One request to one endpoint.
 *
 * @param id of the request; the origin of all that it causes
 * @param request the request, its body read already
 * @param path values of the path's variables
 * @param query parameters, known ones only
 * @param body all bytes of the body
 * @param materializer runs streams
 */
public record Call(
        String id,
        HttpRequest request,
        Map<String, String> path,
        Map<String, String> query,
        ByteString body,
        Materializer materializer) {
    public static final String DEFAULT_NAMESPACE = "default";

    /** A variable of the path. */
    public String path(String name) {
        String value = path.getOrDefault(name, "");
        if (value.isEmpty() || value.contains("/")) {
            throw Refusal.notFound("nothing is called \"%s\": names are not empty and have no slash".formatted(value));
        }
        return value;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** {@code ?namespace=}, else {@code default}. */
    public String namespace() {
        String namespace = query("namespace").orElse(DEFAULT_NAMESPACE);
        if (namespace.isEmpty() || namespace.contains("/")) {
            throw bad("namespace", namespace, "must be a name");
        }
        return namespace;
    }

    /** {@code ?name=true}, {@code ?name} or {@code ?name=false}. */
    public boolean flag(String name, boolean absent) {
        return switch (query(name).orElse(String.valueOf(absent))) {
            case "true", "", "1" -> true;
            case "false", "0" -> false;
            default -> throw bad(name, query(name).orElse(""), "must be true or false");
        };
    }

    public long number(String name, long absent, long least) {
        String text = query(name).orElse(String.valueOf(absent));
        try {
            long number = Long.parseLong(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as numbers that are too small are.
        }
        throw bad(name, text, "must be a whole number, at least " + least);
    }

    /** A time such as {@code 2026-01-31T12:00:00Z}. */
    public Optional<Instant> time(String name) {
        return query(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw bad(name, text, "must be a time such as 2026-01-31T12:00:00Z");
            }
        });
    }

    /** The body as a record. */
    public <T> T json(Class<T> type) {
        String given = request.entity().getContentType().mediaType().toString();
        if (!given.endsWith("json") && !given.equals("application/octet-stream")) {
            throw Refusal.of(
                    ProblemCode.UNSUPPORTED_TYPE,
                    "cannot read a body of type %s: send application/json".formatted(given));
        }
        try {
            return Json.read(body.toArrayUnsafe(), type);
        } catch (BadJson e) {
            throw Refusal.malformed(e.text(), e.violations());
        }
    }

    public Optional<String> header(String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    /** What leads to everything that this request changes. */
    public Cause cause() {
        return new Cause("user:anonymous", "request:" + id);
    }

    private static Refusal bad(String name, String value, String rule) {
        return Refusal.malformed(
                "cannot read ?%s=%s: it %s".formatted(name, value, rule),
                List.of(new Violation("?" + name, value, rule)));
    }
}
