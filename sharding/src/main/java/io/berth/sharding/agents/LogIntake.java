package io.berth.sharding.agents;

import io.berth.link.LinkMessages;
import io.berth.link.proto.Wire;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One agent's call that brings the lines of a log: the first chunk says for whom. */
final class LogIntake implements StreamObserver<Wire.LogChunk>, Reading.Supply {
    private final LogRequests requests;
    private final ServerCallStreamObserver<Wire.LogDone> stream;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile LogRequests.@Nullable Open request;

    LogIntake(LogRequests requests, ServerCallStreamObserver<Wire.LogDone> stream) {
        this.requests = requests;
        this.stream = stream;
        stream.disableAutoRequest();
        stream.setOnCancelHandler(() -> closed.set(true));
        stream.request(1);
    }

    @Override
    public void onNext(Wire.LogChunk chunk) {
        LogRequests.Open open = request;
        if (open == null) {
            open = requests.find(chunk.getRequestId()).orElse(null);
            if (open == null || !open.reading().attach(this)) {
                fail(Status.NOT_FOUND.withDescription("nobody waits for log request " + chunk.getRequestId()));
                return;
            }
            request = open;
        }
        if (!chunk.getError().isEmpty()) {
            open.reading().fail(new LogUnavailableException(chunk.getError()));
            return;
        }
        LogRequests.Open known = open;
        known.reading()
                .chunk(chunk.getLinesList().stream()
                        .map(line -> LinkMessages.read(known.task(), line))
                        .toList());
    }

    @Override
    public void onError(Throwable error) {
        closed.set(true);
        LogRequests.Open open = request;
        if (open != null) {
            open.reading()
                    .fail(new LogUnavailableException("node " + open.node() + " has stopped sending the log of task "
                            + open.task() + ": " + Status.fromThrowable(error).getCode()));
        }
    }

    @Override
    public void onCompleted() {
        // First the agent, whose part is done: a reader at the end stops its supply, which would be an error to it.
        if (closed.compareAndSet(false, true)) {
            stream.onNext(Wire.LogDone.getDefaultInstance());
            stream.onCompleted();
        }
        LogRequests.Open open = request;
        if (open != null) {
            open.reading().complete();
        }
    }

    @Override
    public void more() {
        stream.request(1);
    }

    @Override
    public void stop() {
        fail(Status.CANCELLED.withDescription("the reader has gone"));
    }

    private void fail(Status status) {
        if (closed.compareAndSet(false, true)) {
            stream.onError(status.asRuntimeException());
        }
    }
}
