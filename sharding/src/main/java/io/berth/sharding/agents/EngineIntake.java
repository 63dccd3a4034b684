package io.berth.sharding.agents;

import com.google.protobuf.ByteString;
import io.berth.link.proto.Wire;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One agent's call that brings an engine's answer and takes what the caller sends; the first message says for whom. */
final class EngineIntake implements StreamObserver<Wire.FromEngine>, Reading.Supply, EngineInput.Way {
    private final EngineRequests requests;
    private final ServerCallStreamObserver<Wire.ToEngine> stream;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile EngineRequests.@Nullable Open request;

    EngineIntake(EngineRequests requests, ServerCallStreamObserver<Wire.ToEngine> stream) {
        this.requests = requests;
        this.stream = stream;
        stream.disableAutoRequest();
        stream.setOnCancelHandler(() -> closed.set(true));
        stream.setOnReadyHandler(this::ready);
        stream.request(1);
    }

    @Override
    public void onNext(Wire.FromEngine message) {
        EngineRequests.Open open = request;
        if (open != null) {
            open.exchange().receive(message);
            return;
        }
        EngineRequests.Open found = requests.find(message.getRequestId()).orElse(null);
        if (found == null || !found.exchange().attach(this, this)) {
            close(Status.NOT_FOUND.withDescription("nobody waits for engine request " + message.getRequestId()));
            return;
        }
        request = found;
        stream.request(1);
    }

    @Override
    public void onError(Throwable error) {
        closed.set(true);
        EngineRequests.Open open = request;
        if (open != null) {
            open.exchange()
                    .fail(new EngineUnavailableException(
                            "node " + open.node() + " has stopped passing on its engine's answer: "
                                    + Status.fromThrowable(error).getCode()));
        }
    }

    @Override
    public void onCompleted() {
        synchronized (this) {
            if (closed.compareAndSet(false, true)) {
                stream.onCompleted();
            }
        }
        EngineRequests.Open open = request;
        if (open != null) {
            open.exchange().complete();
        }
    }

    @Override
    public void more() {
        stream.request(1);
    }

    @Override
    public void stop() {
        close(Status.CANCELLED.withDescription("the caller has gone"));
    }

    @Override
    public boolean hasRoom() {
        return !closed.get() && stream.isReady();
    }

    @Override
    public void send(byte[] chunk) {
        send(Wire.ToEngine.newBuilder().setData(ByteString.copyFrom(chunk)).build());
    }

    @Override
    public void end() {
        send(Wire.ToEngine.newBuilder().setEnd(true).build());
    }

    private synchronized void send(Wire.ToEngine message) {
        if (!closed.get()) {
            stream.onNext(message);
        }
    }

    private void ready() {
        EngineRequests.Open open = request;
        if (open != null) {
            open.exchange().isReady();
        }
    }

    private synchronized void close(Status status) {
        if (closed.compareAndSet(false, true)) {
            stream.onError(status.asRuntimeException());
        }
    }
}
