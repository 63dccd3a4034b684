package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.agent.EngineHead;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.fleet.NodeId;
import io.berth.http.EngineExchange;
import io.berth.http.EngineExchange.EngineUnavailable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.impl.engine.server.UpgradeToOtherProtocolResponseHeader;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.headers.TimeoutAccess;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Passes requests to the engine of a node and its answers back, as they are. */
record EnginePassage(Swarm swarm) {
    private static final String PATH_STAT = "x-docker-container-path-stat";
    private static final String JSON = "application/json";
    private static final int SWITCHING_PROTOCOLS = 101;

    /** A whole answer in JSON. */
    record Whole(int status, String text) {
        private static final int ERRORS = 400;

        /** The answer, or the engine's refusal in its own words. */
        JsonNode orRefused() {
            JsonNode json = GoJson.read(text);
            if (status >= ERRORS) {
                throw new DockerError(status, json.path("message").asText("the engine refuses with " + status));
            }
            return json;
        }
    }

    /** A request that is complete, and its whole answer. */
    CompletionStage<HttpResponse> pass(NodeId node, EngineRequest request, DockerCall call) {
        return pass(node, request, Source.empty(), "", call);
    }

    /**
     * A request whose body is streamed.
     *
     * @param type of the answer, if the engine does not say it
     */
    CompletionStage<HttpResponse> pass(
            NodeId node, EngineRequest request, Source<ByteString, NotUsed> input, String type, DockerCall call) {
        bePatient(call);
        EngineExchange exchange = swarm.control().engine(node, request);
        input.runWith(exchange.input(), call.materializer());
        return exchange.head().thenApply(head -> answer(head, exchange, type)).exceptionally(fault -> {
            throw unavailable(fault);
        });
    }

    /** A request after which the connection is the caller's and the container's, if the engine agrees. */
    CompletionStage<HttpResponse> upgrade(NodeId node, EngineRequest request, String type, DockerCall call) {
        EngineExchange exchange = swarm.control().engine(node, request);
        return exchange.head()
                .thenApply(head -> {
                    if (head.status() == SWITCHING_PROTOCOLS) {
                        return upgraded(exchange, type);
                    }
                    Source.<ByteString>empty().runWith(exchange.input(), call.materializer());
                    return answer(head, exchange, "");
                })
                .exceptionally(fault -> {
                    throw unavailable(fault);
                });
    }

    /** The whole answer of a call, for those that read it. */
    CompletionStage<Whole> read(NodeId node, EngineRequest request, DockerCall call) {
        EngineExchange exchange = swarm.control().engine(node, request);
        Source.<ByteString>empty().runWith(exchange.input(), call.materializer());
        return exchange.head()
                .thenCompose(head -> exchange.output()
                        .runWith(Sink.fold(ByteString.emptyByteString(), ByteString::concat), call.materializer())
                        .thenApply(body -> new Whole(head.status(), body.utf8String())))
                .exceptionally(fault -> {
                    throw unavailable(fault);
                });
    }

    /** An engine answers when it can: a stop takes its grace, an archive as long as its bytes, a wait for ever. */
    private static void bePatient(DockerCall call) {
        call.request()
                .getHeader(TimeoutAccess.class)
                .ifPresent(access -> access.timeoutAccess().updateTimeout(scala.concurrent.duration.Duration.Inf()));
    }

    private static HttpResponse answer(EngineHead head, EngineExchange exchange, String type) {
        HttpResponse answer = HttpResponse.create().withStatus(head.status());
        String stat = head.headers().getOrDefault(PATH_STAT, "");
        if (!stat.isEmpty()) {
            answer = answer.addHeader(RawHeader.create("X-Docker-Container-Path-Stat", stat));
        }
        String own = head.headers().getOrDefault("content-type", "");
        ContentType contentType = contentType(own.isEmpty() ? type : own);
        boolean isEmpty = head.status() == 204
                || head.status() == 304
                || "0".equals(head.headers().get("content-length"));
        return isEmpty ? answer : answer.withEntity(HttpEntities.createChunked(contentType, exchange.output()));
    }

    private static HttpResponse upgraded(EngineExchange exchange, String type) {
        var flow = Flow.fromSinkAndSource(exchange.input(), exchange.output());
        return HttpResponse.create()
                .withStatus(SWITCHING_PROTOCOLS)
                .addHeader(Connection.create("Upgrade"))
                .addHeader(RawHeader.create("Upgrade", "tcp"))
                .addHeader(
                        new UpgradeToOtherProtocolResponseHeader(flow.asScala().mapMaterializedValue(used -> used)))
                .withEntity(HttpEntities.create(contentType(type), ByteString.emptyByteString()));
    }

    private static ContentType contentType(String text) {
        if (text.startsWith(JSON)) {
            return ContentTypes.APPLICATION_JSON;
        }
        return text.isEmpty() ? ContentTypes.APPLICATION_OCTET_STREAM : ContentTypes.parse(text);
    }

    private static RuntimeException unavailable(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof EngineUnavailable why) {
            return new DockerError(503, why.text());
        }
        return new CompletionException(cause);
    }
}
