package io.berth.sharding.agents;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** What a caller sends to an engine: asked for one chunk at a time, when the way to the agent is open and has room. */
final class EngineInput implements Flow.Subscriber<byte[]> {
    /** The way to the agent. */
    interface Way {
        boolean hasRoom();

        void send(byte[] chunk);

        /** There is no more input. */
        void end();
    }

    private final Runnable onFailure;
    private @Nullable Way way;
    private Flow.@Nullable Subscription source;
    private boolean isAsked;
    private boolean isOver;

    /** @param onFailure run if the caller's stream breaks */
    EngineInput(Runnable onFailure) {
        this.onFailure = onFailure;
    }

    synchronized void open(Way newWay) {
        way = newWay;
        if (isOver) {
            newWay.end();
        } else {
            ask();
        }
    }

    /** There may be room again. */
    synchronized void isReady() {
        ask();
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        ask();
    }

    @Override
    public synchronized void onNext(byte[] chunk) {
        isAsked = false;
        Way open = way;
        if (open != null) {
            open.send(chunk);
        }
        ask();
    }

    @Override
    public void onError(Throwable broken) {
        onFailure.run();
    }

    @Override
    public synchronized void onComplete() {
        isOver = true;
        Way open = way;
        if (open != null) {
            open.end();
        }
    }

    private void ask() {
        Way open = way;
        Flow.Subscription from = source;
        if (open != null && from != null && !isAsked && !isOver && open.hasRoom()) {
            isAsked = true;
            from.request(1);
        }
    }
}
