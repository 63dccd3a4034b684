package io.berth.http.stream;

import io.berth.http.json.Json;
import io.berth.http.route.Answers;
import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A stream as server-sent events. A part with an id and no data moves the reader's resume position, no more. */
final class SentEvents {
    private SentEvents() {}

    static HttpResponse answer(long after, Source<Batch, NotUsed> batches, boolean isLive) {
        Source<ByteString, NotUsed> parts = batches.map(SentEvents::part);
        if (isLive) {
            parts = Source.single(start(after)).concat(parts);
        }
        // What lies between must neither keep nor hold back a stream.
        return Answers.stream(MediaTypes.TEXT_EVENT_STREAM.toContentType(), parts.filter(ByteString::nonEmpty))
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .addHeader(RawHeader.create("X-Accel-Buffering", "no"));
    }

    /** A reader that loses its connection comes back after a second. */
    private static ByteString start(long after) {
        return ByteString.fromString("retry: 1000\nid: " + after + "\n\n");
    }

    private static ByteString part(Batch batch) {
        if (batch.isEnd()) {
            return ByteString.fromString("id: %d\nevent: end\ndata: %s\n\n"
                    .formatted(
                            batch.position(), Json.line(Map.of("position", batch.position(), "reason", batch.end()))));
        }
        if (batch.events().isEmpty()) {
            return ByteString.fromString("id: " + batch.position() + "\n\n");
        }
        return batch.events().stream()
                .map(RenderedEvent::part)
                .reduce(ByteString::concat)
                .orElseThrow();
    }
}
