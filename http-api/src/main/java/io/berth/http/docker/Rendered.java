package io.berth.http.docker;

import io.berth.domain.service.ServiceState;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.pekko.util.ByteString;

/**
 * JSON of services that was written before, kept as long as the service's state is the same: every attached command of a
 * client asks for the same lists five times a second.
 */
final class Rendered {
    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long most;

    /** What was written of one state. */
    private record Entry(ServiceState state, ByteString json) {}

    /** @param most bytes that are kept; when there are more, all are forgotten */
    Rendered(long most) {
        this.most = most;
    }

    /**
     * The JSON of this state, written if it is not known.
     *
     * @param form which of several forms of the service's JSON
     */
    ByteString of(String form, ServiceState state, Supplier<ByteString> write) {
        String key = form + "/" + state.id();
        Entry known = entries.get(key);
        if (known != null && isSame(known.state(), state)) {
            return known.json();
        }
        ByteString json = write.get();
        Entry before = entries.put(key, new Entry(state, json));
        long change = (long) json.size() - (before == null ? 0 : before.json().size());
        if (bytes.addAndGet(change) > most) {
            entries.clear();
            bytes.set(0);
        }
        return json;
    }

    // A state is immutable: the same one has the same JSON, and to compare two costs as much as to write one.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(ServiceState one, ServiceState other) {
        return one == other;
    }
}
