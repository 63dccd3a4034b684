package io.berth.sharding.agents;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One reader of one stream from an agent, such as a log. Holds at most one chunk of items: the next is asked for when the
 * reader has taken all of the last. The reader is called by one thread at a time, whichever has found work first.
 *
 * @param <T> an item, such as a line
 */
final class Reading<T> implements Flow.Subscription {
    /** Where the items come from. */
    interface Supply {
        /** Asks for one more chunk. */
        void more();

        /** No more chunks are wanted. */
        void stop();
    }

    private final Flow.Subscriber<? super T> reader;
    private final Runnable onEnd;
    private final Queue<T> items = new ConcurrentLinkedQueue<>();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicReference<@Nullable Supply> supply = new AtomicReference<>();
    /** The first chunk needs no asking. */
    private volatile boolean isChunkDue = true;

    private volatile boolean isComplete;
    private volatile @Nullable Throwable failure;
    private volatile boolean isOver;

    /** @param onEnd called once when the reader has gone, or has had its last call */
    Reading(Flow.Subscriber<? super T> reader, Runnable onEnd) {
        this.reader = reader;
        this.onEnd = onEnd;
    }

    /** Where items come from; false if the reading has another source already or is over. */
    boolean attach(Supply newSupply) {
        return !isOver && supply.compareAndSet(null, newSupply);
    }

    /** Whether items have a source. */
    boolean isAttached() {
        return supply.get() != null;
    }

    /** Whether the reader has gone or has had its last call. */
    boolean isOver() {
        return isOver;
    }

    /** A chunk has come. */
    void chunk(List<T> chunk) {
        items.addAll(chunk);
        isChunkDue = false;
        drain();
    }

    /** There are no more items. */
    void complete() {
        isComplete = true;
        drain();
    }

    /** The stream cannot be read, or not further. Items that have come are still read. */
    void fail(Throwable why) {
        if (failure == null) {
            failure = why;
        }
        isComplete = true;
        drain();
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            items.clear();
            fail(new IllegalArgumentException("a reader must ask for at least one item, asked for " + count));
        } else {
            demand.accumulateAndGet(count, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
            drain();
        }
    }

    @Override
    public void cancel() {
        if (!isOver) {
            isOver = true;
            items.clear();
            stop();
        }
    }

    private void drain() {
        int missed = work.getAndIncrement() == 0 ? 1 : 0;
        while (missed != 0) {
            deliver();
            missed = work.addAndGet(-missed);
        }
    }

    private void deliver() {
        while (!isOver && demand.get() > 0) {
            T item = items.poll();
            if (item == null) {
                break;
            }
            demand.decrementAndGet();
            reader.onNext(item);
        }
        if (isOver || !items.isEmpty()) {
            return;
        }
        Supply source = supply.get();
        if (isComplete && items.isEmpty()) {
            isOver = true;
            stop();
            Throwable why = failure;
            if (why == null) {
                reader.onComplete();
            } else {
                reader.onError(why);
            }
        } else if (source != null && !isChunkDue && demand.get() > 0) {
            isChunkDue = true;
            source.more();
        }
    }

    private void stop() {
        Supply source = supply.get();
        if (source != null) {
            source.stop();
        }
        onEnd.run();
    }
}
