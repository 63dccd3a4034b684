package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.entity.Cause;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.util.ByteString;

/**
 * One request of a Docker client.
 *
 * @param id of the request; the origin of all that it causes
 * @param version of the API that the client speaks
 * @param request the request
 * @param path values of the path's variables
 * @param query all parameters; those that nobody knows are ignored, as Docker does
 * @param body all bytes of the body; none of a streamed route
 * @param materializer runs streams
 */
record DockerCall(
        String id,
        ApiVersion version,
        HttpRequest request,
        Map<String, String> path,
        Map<String, String> query,
        ByteString body,
        Materializer materializer) {
    private static final Set<String> FALSE = Set.of("", "0", "no", "false", "none");

    /** A variable of the path. */
    String path(String name) {
        return path.getOrDefault(name, "");
    }

    /** A parameter, or an empty text. */
    String query(String name) {
        return query.getOrDefault(name, "");
    }

    /** Docker's notion of true: everything but a few words for no. */
    boolean flag(String name) {
        return !FALSE.contains(query(name).strip().toLowerCase(Locale.ROOT));
    }

    Filters filters() {
        return Filters.parse(query("filters"));
    }

    JsonNode json() {
        return GoJson.read(body.utf8String());
    }

    /**
     * The parameter {@code version} of an update: the number that the client saw.
     *
     * @param kind of thing, as the refusal says it
     */
    long index(String kind) {
        String text = query("version");
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new DockerError(
                    400,
                    "invalid %s version '%s': strconv.ParseUint: parsing \"%s\": invalid syntax"
                            .formatted(kind, text, text));
        }
    }

    Optional<String> header(String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    /** What leads to everything that this request changes. */
    Cause cause() {
        return new Cause("user:anonymous", "request:" + id);
    }
}
