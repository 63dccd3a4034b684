package io.berth.http.stream;

import io.berth.http.json.Json;
import io.berth.http.route.Call;
import io.berth.http.stream.StreamItem.End;
import io.berth.http.stream.StreamItem.Shown;
import io.berth.http.stream.StreamItem.Skipped;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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

    static HttpResponse answer(Call call, long after, Source<StreamItem, NotUsed> items, StreamLimits limits) {
        AtomicLong seen = new AtomicLong(after);
        Source<Message, NotUsed> messages = items.map(item -> {
                    seen.set(item.position());
                    return text(item);
                })
                .filter(text -> !text.isEmpty())
                .keepAlive(limits.keepAlive(), () -> Json.line(Map.of("position", seen.get())))
                .map(TextMessage::create);
        return call.request()
                .getAttribute(AttributeKeys.webSocketUpgrade)
                .orElseThrow()
                .handleMessagesWith(Flow.fromSinkAndSourceCoupled(Sink.ignore(), messages));
    }

    private static String text(StreamItem item) {
        return switch (item) {
            case Shown(RenderedEvent event) -> event.json();
            case Skipped _ -> "";
            case End(long position, String reason) -> Json.line(Map.of("position", position, "reason", reason));
        };
    }
}
