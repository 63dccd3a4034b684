package io.berth.http.stream;

import io.berth.http.json.Json;
import io.berth.http.route.Call;
import java.util.List;
import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * A stream over WebSocket: one JSON object in each text message. An object without a type says how far the reader has
 * seen everything; one with a reason is the last. What the client says is not listened to.
 */
final class EventSocket {
    private EventSocket() {}

    static boolean isWanted(Call call) {
        return call.request().getAttribute(AttributeKeys.webSocketUpgrade).isPresent();
    }

    static HttpResponse answer(Call call, Source<Batch, NotUsed> batches) {
        Source<Message, NotUsed> messages =
                batches.mapConcat(EventSocket::texts).map(TextMessage::create);
        return call.request()
                .getAttribute(AttributeKeys.webSocketUpgrade)
                .orElseThrow()
                .handleMessagesWith(Flow.fromSinkAndSourceCoupled(Sink.ignore(), messages));
    }

    private static List<String> texts(Batch batch) {
        if (batch.isEnd()) {
            return List.of(Json.line(Map.of("position", batch.position(), "reason", batch.end())));
        }
        return batch.events().isEmpty()
                ? List.of(Json.line(Map.of("position", batch.position())))
                : batch.events().stream().map(RenderedEvent::json).toList();
    }
}
