package io.berth.sharding.agents;

import io.berth.domain.agent.EngineHead;
import io.berth.link.proto.Wire;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One call of a node's engine, as its caller on this member sees it. Its output and its input have one partner each; it is
 * over when the output has ended or nobody wants it any more.
 */
public final class EngineExchange {
    private final CompletableFuture<EngineHead> head = new CompletableFuture<>();
    private final AtomicBoolean isTaken = new AtomicBoolean();
    private final AtomicReference<@Nullable Reading<byte[]>> reading = new AtomicReference<>();
    private final EngineInput input = new EngineInput(this::cancel);
    private final Runnable onEnd;
    private volatile Reading.@Nullable Supply supply;
    private volatile @Nullable Throwable failure;
    private volatile boolean isComplete;

    /** @param onEnd called when the exchange is over, perhaps more than once */
    EngineExchange(Runnable onEnd) {
        this.onEnd = onEnd;
    }

    /** How the answer begins; fails if there is none. */
    public CompletionStage<EngineHead> head() {
        return head.copy();
    }

    /** The rest of the answer, for one subscriber. */
    public Flow.Publisher<byte[]> output() {
        return subscriber -> {
            Reading<byte[]> begun = new Reading<>(subscriber, onEnd);
            subscriber.onSubscribe(begun);
            if (!isTaken.compareAndSet(false, true)) {
                begun.fail(new IllegalStateException("the answer of an engine is read once"));
                return;
            }
            reading.set(begun);
            connect(begun);
        };
    }

    /** Takes what the caller sends after the request. */
    public Flow.Subscriber<byte[]> input() {
        return input;
    }

    /** Nobody wants the answer any more. */
    public void cancel() {
        Reading.Supply source = supply;
        if (source != null) {
            source.stop();
        }
        fail(new EngineUnavailableException("the caller has gone"));
        onEnd.run();
    }

    /** Ends the call if nobody has begun to read the answer. */
    void cancelUnlessRead() {
        if (!isTaken.get() && !isComplete) {
            cancel();
        }
    }

    boolean isAttached() {
        return supply != null;
    }

    /** The agent has begun with its answer; false if it is too late for that. */
    boolean attach(Reading.Supply source, EngineInput.Way way) {
        if (isComplete || supply != null) {
            return false;
        }
        supply = source;
        input.open(way);
        Reading<byte[]> present = reading.get();
        if (present != null) {
            connect(present);
        }
        return true;
    }

    /** There is room for more input. */
    void isReady() {
        input.isReady();
    }

    /** What the agent has sent; what comes before somebody reads is the head alone. */
    void receive(Wire.FromEngine message) {
        switch (message.getContentCase()) {
            case HEAD ->
                head.complete(new EngineHead(
                        message.getHead().getStatus(), message.getHead().getHeadersMap()));
            case DATA -> {
                Reading<byte[]> present = reading.get();
                if (present != null) {
                    present.chunk(java.util.List.of(message.getData().toByteArray()));
                }
            }
            case ERROR -> fail(new EngineUnavailableException(message.getError()));
            case CONTENT_NOT_SET -> {}
        }
    }

    void complete() {
        isComplete = true;
        head.completeExceptionally(new EngineUnavailableException("the node's agent gave no answer; try again"));
        Reading<byte[]> present = reading.get();
        if (present != null) {
            present.complete();
        } else {
            onEnd.run();
        }
    }

    void fail(Throwable why) {
        if (isComplete) {
            return;
        }
        failure = why;
        isComplete = true;
        head.completeExceptionally(why);
        Reading<byte[]> present = reading.get();
        if (present != null) {
            present.fail(why);
        } else {
            onEnd.run();
        }
    }

    private void connect(Reading<byte[]> present) {
        Reading.Supply source = supply;
        if (source != null && present.attach(source)) {
            source.more();
        }
        Throwable why = failure;
        if (why != null) {
            present.fail(why);
        } else if (isComplete) {
            present.complete();
        }
    }
}
