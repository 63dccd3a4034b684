package io.berth.http.stream;

import io.berth.http.json.Json;
import io.berth.http.route.Answers;
import io.berth.http.stream.StreamItem.End;
import io.berth.http.stream.StreamItem.Shown;
import io.berth.http.stream.StreamItem.Skipped;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A stream as server-sent events. A part with an id and no data moves the reader's resume position, no more. */
final class SentEvents {
    private SentEvents() {}

    static HttpResponse answer(long after, Source<StreamItem, NotUsed> items, boolean isLive, StreamLimits limits) {
        AtomicLong seen = new AtomicLong(after);
        Source<ByteString, NotUsed> parts = items.map(item -> {
                    seen.set(item.position());
                    return part(item);
                })
                .filter(part -> !part.isEmpty());
        if (isLive) {
            parts = Source.single(start(after)).concat(parts.keepAlive(limits.keepAlive(), () -> id(seen.get())));
        }
        // What lies between must neither keep nor hold back a stream.
        return Answers.stream(MediaTypes.TEXT_EVENT_STREAM.toContentType(), parts)
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .addHeader(RawHeader.create("X-Accel-Buffering", "no"));
    }

    private static ByteString part(StreamItem item) {
        return switch (item) {
            case Shown(RenderedEvent event) -> event.part();
            case Skipped _ -> ByteString.emptyByteString();
            case End(long position, String reason) ->
                ByteString.fromString("id: %d\nevent: end\ndata: %s\n\n"
                        .formatted(position, Json.line(Map.of("position", position, "reason", reason))));
        };
    }

    /** A reader that loses its connection comes back after a second. */
    private static ByteString start(long after) {
        return ByteString.fromString("retry: 1000\nid: " + after + "\n\n");
    }

    private static ByteString id(long position) {
        return ByteString.fromString("id: " + position + "\n\n");
    }
}
