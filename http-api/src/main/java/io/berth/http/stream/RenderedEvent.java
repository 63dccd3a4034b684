package io.berth.http.stream;

import io.berth.domain.entity.Journaled;
import io.berth.http.event.EventView;
import io.berth.http.json.Json;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** An event whose text is written at most about once, however many read it. */
final class RenderedEvent {
    private final Journaled event;
    private final String type;
    /** Written by whoever needs it first; two that do so at once write the same. */
    private volatile @Nullable String json;

    private volatile @Nullable ByteString part;

    RenderedEvent(Journaled event) {
        this.event = event;
        this.type = event.type();
    }

    Journaled event() {
        return event;
    }

    long position() {
        return event.position();
    }

    String type() {
        return type;
    }

    String json() {
        String written = json;
        if (written == null) {
            written = Json.line(EventView.of(event));
            json = written;
        }
        return written;
    }

    /** As a part of a stream of server-sent events. */
    ByteString part() {
        ByteString written = part;
        if (written == null) {
            written = ByteString.fromString("id: %d\nevent: %s\ndata: %s\n\n".formatted(position(), type, json()));
            part = written;
        }
        return written;
    }

    /** About the memory that its texts take. */
    long bytes() {
        return 2L * part().size();
    }
}
