package io.berth.http.stream;

import io.berth.http.ControlPlane.PositionGone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;

/**
 * One reader that follows live events at its own pace. It holds a position and one page of events at most; what came while
 * it was busy is one batch. A reader that is too slow is cut off with the position from which it can resume.
 */
final class FollowerStage extends GraphStage<SourceShape<Batch>> {
    private static final String CHECK = "check";

    private final Outlet<Batch> out = Outlet.create("follower.out");
    private final EventFeed feed;
    private final long start;
    private final EventFilter filter;

    FollowerStage(EventFeed feed, long start, EventFilter filter) {
        this.feed = feed;
        this.start = start;
        this.filter = filter;
    }

    @Override
    public SourceShape<Batch> shape() {
        return SourceShape.of(out);
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Follower();
    }

    private final class Follower extends TimerGraphStageLogic {
        private final AsyncCallback<List<RenderedEvent>> read = createAsyncCallback(this::take);
        private final AsyncCallback<Batch> filtered = createAsyncCallback(this::give);
        private final AsyncCallback<Throwable> failed = createAsyncCallback(this::end);
        private long position = start;
        /** Whether it has ever seen the newest event; until then it may be as far behind as it likes. */
        private boolean hasCaughtUp;

        /** Whether a page is being read or waited for. */
        private boolean isBusy;

        /** Ready before the reader asked for it, because a keep-alive took its turn. */
        private Optional<Batch> ready = Optional.empty();

        private long lastMoveNanos;

        Follower() {
            super(FollowerStage.this.shape());
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    lastMoveNanos = System.nanoTime();
                    if (ready.isPresent()) {
                        send(ready.get());
                    } else if (!isBusy) {
                        step();
                    }
                }
            });
        }

        @Override
        public void preStart() {
            feed.tail().enter(materializer());
            lastMoveNanos = System.nanoTime();
            Duration interval = feed.limits().checkInterval();
            scheduleAtFixedRate(CHECK, interval, interval);
        }

        @Override
        public void postStop() {
            feed.tail().leave();
        }

        private void step() {
            long behind = feed.tail().newest() - position;
            if (hasCaughtUp && behind > feed.limits().lagMax()) {
                give(Batch.end(
                        position,
                        "too slow: %d events behind, the most is %d; resume after position %d"
                                .formatted(behind, feed.limits().lagMax(), position)));
                return;
            }
            isBusy = true;
            int most = feed.limits().page();
            feed.tail()
                    .after(position, most)
                    .ifPresentOrElse(this::take, () -> when(feed.page(position, materializer()), this::take, read));
        }

        private void take(List<RenderedEvent> events) {
            if (events.isEmpty()) {
                when(feed.tail().await(position).thenApply(_ -> Batch.of(position, List.of())), this::give, filtered);
            } else {
                when(EventFeed.filtered(events, filter), this::give, filtered);
            }
        }

        /** Goes on at once if the answer is there already, or else when it comes. */
        private <T> void when(CompletionStage<T> stage, Consumer<T> next, AsyncCallback<T> later) {
            CompletableFuture<T> future = stage.toCompletableFuture();
            if (future.isDone() && !future.isCompletedExceptionally()) {
                next.accept(future.join());
                return;
            }
            var _ = future.whenComplete((value, failure) -> {
                if (failure == null) {
                    later.invoke(value);
                } else {
                    failed.invoke(failure);
                }
            });
        }

        private void give(Batch batch) {
            isBusy = false;
            position = batch.position();
            hasCaughtUp = hasCaughtUp || position >= feed.tail().newest();
            boolean isEmpty = batch.events().isEmpty() && !batch.isEnd();
            if (isEmpty && isAvailable(out)) {
                step();
            } else if (!isEmpty && isAvailable(out)) {
                send(batch);
            } else if (!isEmpty) {
                ready = Optional.of(batch);
            }
        }

        private void send(Batch batch) {
            ready = Optional.empty();
            lastMoveNanos = System.nanoTime();
            push(out, batch);
            if (batch.isEnd()) {
                completeStage();
            }
        }

        private void end(Throwable failure) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            String reason = cause instanceof PositionGone gone
                    ? gone.getMessage() + "; the earliest is " + gone.earliest()
                    : "the journal cannot be read at present: " + cause;
            give(Batch.end(position, reason));
        }

        @Override
        public void onTimer(Object key) {
            long nanos = System.nanoTime() - lastMoveNanos;
            if (!isAvailable(out) && nanos > feed.limits().patience().toNanos()) {
                failStage(new ReaderStuck(feed.limits().patience()));
            } else if (isAvailable(out) && nanos > feed.limits().keepAlive().toNanos()) {
                send(Batch.of(position, List.of()));
            }
        }
    }
}
