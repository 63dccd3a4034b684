package io.berth.sharding.agents;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a call's other side says, in its order, and how the call ends. */
class Ear<T> implements StreamObserver<T> {
    final CompletableFuture<Status> end = new CompletableFuture<>();
    private final BlockingQueue<T> heard = new LinkedBlockingQueue<>();

    final T hears() throws InterruptedException {
        T message = heard.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("the agent heard nothing for 10 s; end: " + end);
        }
        return message;
    }

    @Override
    public final void onNext(T message) {
        heard.add(message);
    }

    @Override
    public final void onError(Throwable error) {
        end.complete(Status.fromThrowable(error));
    }

    @Override
    public final void onCompleted() {
        end.complete(Status.OK);
    }
}
