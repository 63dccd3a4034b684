package io.berth.http.route;

import io.berth.http.json.Json;
import io.berth.http.problem.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.ETag;
import org.apache.pekko.http.javadsl.model.headers.EntityTag;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Makes HTTP answers. */
public final class Answers {
    private static final ContentType PROBLEM = MediaTypes.applicationWithFixedCharset(
                    "problem+json", org.apache.pekko.http.javadsl.model.HttpCharsets.UTF_8)
            .toContentType();

    private Answers() {}

    /** 200 with a view record. */
    public static HttpResponse ok(Object view) {
        return json(200, view);
    }

    public static HttpResponse json(int status, Object view) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, Json.bytes(view)));
    }

    /** The answer with the version that {@code If-Match} takes. */
    public static HttpResponse tagged(HttpResponse answer, long version) {
        return answer.addHeader(ETag.create(EntityTag.create(Long.toString(version), false)));
    }

    public static HttpResponse problem(Problem problem) {
        return HttpResponse.create()
                .withStatus(problem.status())
                .withEntity(HttpEntities.create(PROBLEM, Json.bytes(problem)));
    }

    /** 200 with a body that is written as it comes. */
    public static HttpResponse stream(ContentType type, Source<ByteString, NotUsed> parts) {
        return HttpResponse.create().withEntity(HttpEntities.createChunked(type, parts));
    }

    public static CompletionStage<HttpResponse> now(HttpResponse answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
