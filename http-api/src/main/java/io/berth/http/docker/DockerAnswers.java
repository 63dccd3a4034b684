package io.berth.http.docker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Makes answers as Docker's clients read them. */
final class DockerAnswers {
    private static final ByteString OPEN = ByteString.fromString("[");
    private static final ByteString COMMA = ByteString.fromString(",");
    private static final ByteString CLOSE = ByteString.fromString("]");

    private DockerAnswers() {}

    /** 200 with a JSON tree, a {@link GoObject}'s node, or a list of them. */
    static HttpResponse ok(Object json) {
        return json(200, json);
    }

    static HttpResponse json(int status, Object json) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, GoJson.bytes(GoObject.tree(json))));
    }

    /** 200 with a list of what is JSON already: items, or several of them with commas between; none may be empty. */
    static HttpResponse list(List<ByteString> parts) {
        ByteString list = OPEN;
        for (int i = 0; i < parts.size(); i++) {
            list = list.concat(i == 0 ? ByteString.emptyByteString() : COMMA).concat(parts.get(i));
        }
        return HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, list.concat(CLOSE)));
    }

    /** No body, such as 204. */
    static HttpResponse empty(int status) {
        return HttpResponse.create().withStatus(status);
    }

    static HttpResponse error(int status, String message) {
        return json(status, GoObject.of("message", message));
    }

    /** 200 with a body that is written as it comes; the head goes out at once. */
    static HttpResponse stream(ContentType type, Source<ByteString, NotUsed> parts) {
        return HttpResponse.create().withEntity(HttpEntities.createChunked(type, parts));
    }

    static CompletionStage<HttpResponse> now(HttpResponse answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
