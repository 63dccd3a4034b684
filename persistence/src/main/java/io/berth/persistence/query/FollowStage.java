package io.berth.persistence.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * A source that reads page after page at the pace of its reader and, if it is live, sleeps at the end until the writer
 * has more. It never holds more than one page.
 */
public final class FollowStage<T> extends GraphStage<SourceShape<T>> {
    private final Outlet<T> out = Outlet.create("follow.out");
    private final Pages<T> pages;
    private final long start;
    private final long end;
    private final boolean isLive;
    private final Bell bell;

    /** Reads after {@code start}; ends at {@code end}, or at the end of what there is if not live. */
    public FollowStage(Pages<T> pages, long start, long end, boolean isLive, Bell bell) {
        this.pages = pages;
        this.start = start;
        this.end = end;
        this.isLive = isLive;
        this.bell = bell;
    }

    @Override
    public SourceShape<T> shape() {
        return SourceShape.of(out);
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Follower();
    }

    private final class Follower extends GraphStageLogic {
        private final Deque<T> page = new ArrayDeque<>();
        private final AtomicBoolean isAsleep = new AtomicBoolean();
        private final AsyncCallback<Page<T>> received = createAsyncCallback(this::receive);
        private final AsyncCallback<Throwable> failed = createAsyncCallback(this::failStage);
        private final AsyncCallback<Boolean> woken = createAsyncCallback(_ -> read());
        private final Runnable wake = this::wake;
        /** Changed only while no listener can read it: before it falls asleep. */
        private volatile long cursor = start;

        private boolean isAtEnd;

        Follower() {
            super(FollowStage.this.shape());
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    emit();
                }
            });
        }

        @Override
        public void preStart() {
            if (isLive) {
                bell.add(wake);
            }
        }

        @Override
        public void postStop() {
            bell.remove(wake);
        }

        private void emit() {
            if (!page.isEmpty()) {
                push(out, page.removeFirst());
            } else if (cursor >= end || (isAtEnd && !isLive)) {
                completeStage();
            } else if (isAtEnd && pages.newest() <= cursor) {
                sleep();
            } else {
                read();
            }
        }

        private void sleep() {
            isAsleep.set(true);
            // What came between the look at the newest and falling asleep has rung an empty bed.
            wake();
        }

        private void wake() {
            if (isAsleep.get() && pages.newest() > cursor && isAsleep.compareAndSet(true, false)) {
                woken.invoke(true);
            }
        }

        private void read() {
            long from = cursor;
            var _ = pages.after(from).whenComplete((found, failure) -> {
                if (failure == null) {
                    received.invoke(found);
                } else {
                    failed.invoke(failure instanceof CompletionException ? failure.getCause() : failure);
                }
            });
        }

        private void receive(Page<T> found) {
            page.addAll(found.items());
            cursor = found.cursor();
            isAtEnd = found.isLast();
            emit();
        }
    }
}
