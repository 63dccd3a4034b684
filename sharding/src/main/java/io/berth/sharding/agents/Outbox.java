package io.berth.sharding.agents;

import io.berth.link.proto.Wire;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The messages to one agent: taken from any thread, sent one after the other as fast as the agent takes them. Those that
 * wait are bounded, and none waits twice.
 */
final class Outbox {
    private final ServerCallStreamObserver<Wire.ToAgent> stream;
    private final int limit;
    private final Map<Object, Wire.ToAgent> waiting = new LinkedHashMap<>();
    private boolean closed;

    /** @param limit how many messages may wait */
    Outbox(ServerCallStreamObserver<Wire.ToAgent> stream, int limit) {
        this.stream = stream;
        this.limit = limit;
    }

    /**
     * Sends a message, now or later.
     *
     * @param key equal for messages of which the agent needs only one
     * @return false if too many messages wait: the message is lost
     */
    synchronized boolean offer(Object key, Wire.ToAgent message) {
        return closed || waiting.containsKey(key) || put(key, message);
    }

    /** Sends a message as {@link #offer} does; of equal keys the last message counts. */
    synchronized boolean replace(Object key, Wire.ToAgent message) {
        return closed || put(key, message);
    }

    private boolean put(Object key, Wire.ToAgent message) {
        if (waiting.size() >= limit && !waiting.containsKey(key)) {
            return false;
        }
        waiting.put(key, message);
        drain();
        return true;
    }

    /** Sends what waits, as far as the agent takes it. Called whenever it takes more. */
    synchronized void drain() {
        while (!closed && stream.isReady() && !waiting.isEmpty()) {
            Iterator<Wire.ToAgent> next = waiting.values().iterator();
            Wire.ToAgent message = next.next();
            next.remove();
            stream.onNext(message);
        }
    }

    /** Says a last word and ends the call. */
    synchronized void complete(Wire.ToAgent last) {
        if (!closed) {
            stream.onNext(last);
            complete();
        }
    }

    /** Ends the call. */
    synchronized void complete() {
        if (!closed) {
            close();
            stream.onCompleted();
        }
    }

    /** Ends the call with an error. */
    synchronized void fail(Status status) {
        if (!closed) {
            close();
            stream.onError(status.asRuntimeException());
        }
    }

    private void close() {
        closed = true;
        waiting.clear();
    }
}
