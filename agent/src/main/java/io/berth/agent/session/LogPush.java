package io.berth.agent.session;

import io.berth.agent.LogSink;
import io.berth.agent.LogSubscription;
import io.berth.domain.agent.LogLine;
import io.berth.link.LinkMessages;
import io.berth.link.proto.LinkGrpc;
import io.berth.link.proto.Wire;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The lines of one log on their way to the member: gathered for a moment, and held back while the reader is behind. */
final class LogPush implements LogSink, ClientResponseObserver<Wire.LogChunk, Wire.LogDone> {
    private static final int CHUNK_LINES = 128;
    /** A line may be as long as the runtime lets it be; a chunk ends after this many characters. */
    private static final int CHUNK_CHARACTERS = 64 << 10;

    private static final long GATHER_MILLIS = 10;

    private final String requestId;
    private final ScheduledExecutorService loop;
    private final Runnable onEnd;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<LogLine> gathered = new ArrayList<>();
    private Optional<ClientCallStreamObserver<Wire.LogChunk>> stream = Optional.empty();
    private Optional<LogSubscription> subscription = Optional.empty();
    private int characters;
    private boolean isFlushDue;
    private boolean isClosed;

    /** @param onEnd run on the loop when the call is over */
    LogPush(String requestId, ScheduledExecutorService loop, Runnable onEnd) {
        this.requestId = requestId;
        this.loop = loop;
        this.onEnd = onEnd;
    }

    /** Opens the call; its first chunk says whose answer it is. */
    void open(Channel channel) {
        var _ = LinkGrpc.newStub(channel).pushLog(this);
        send(Wire.LogChunk.newBuilder().setRequestId(requestId).build());
    }

    /** Says what is to be closed when the reader goes. */
    void reads(LogSubscription newSubscription) {
        lock.lock();
        try {
            if (!isClosed) {
                subscription = Optional.of(newSubscription);
                return;
            }
        } finally {
            lock.unlock();
        }
        newSubscription.close();
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Wire.LogChunk> requests) {
        stream = Optional.of(requests);
        requests.setOnReadyHandler(this::wake);
    }

    @Override
    public boolean line(LogLine line) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isClosed
                    && !stream.filter(ClientCallStreamObserver::isReady).isPresent()) {
                changed.await();
            }
            if (isClosed) {
                return false;
            }
            gathered.add(line);
            characters += line.text().length();
            if (gathered.size() >= CHUNK_LINES || characters >= CHUNK_CHARACTERS) {
                flush();
            } else if (!isFlushDue) {
                isFlushDue = true;
                var _ = loop.schedule(this::flushGathered, GATHER_MILLIS, TimeUnit.MILLISECONDS);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end() {
        finish(Optional.empty());
    }

    @Override
    public void fail(String why) {
        finish(Optional.of(why));
    }

    /** The reader or the session has gone. */
    void cancel() {
        lock.lock();
        try {
            if (!isClosed) {
                stream.ifPresent(call -> call.cancel("the reader has gone", null));
            }
        } finally {
            lock.unlock();
        }
        close();
    }

    @Override
    public void onNext(Wire.LogDone done) {
        close();
    }

    @Override
    public void onError(Throwable error) {
        onEnd.run();
        close();
    }

    @Override
    public void onCompleted() {
        onEnd.run();
        close();
    }

    private void flushGathered() {
        lock.lock();
        try {
            isFlushDue = false;
            if (!isClosed) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    private void flush() {
        if (!gathered.isEmpty()) {
            send(Wire.LogChunk.newBuilder()
                    .addAllLines(gathered.stream().map(LinkMessages::write).toList())
                    .build());
            gathered.clear();
            characters = 0;
        }
    }

    private void finish(Optional<String> error) {
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            flush();
            error.ifPresent(why -> send(Wire.LogChunk.newBuilder().setError(why).build()));
            stream.ifPresent(ClientCallStreamObserver::onCompleted);
        } finally {
            lock.unlock();
        }
        close();
    }

    private void send(Wire.LogChunk chunk) {
        stream.ifPresent(call -> call.onNext(chunk));
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        Optional<LogSubscription> reading;
        lock.lock();
        try {
            isClosed = true;
            gathered.clear();
            reading = subscription;
            subscription = Optional.empty();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        reading.ifPresent(LogSubscription::close);
    }
}
