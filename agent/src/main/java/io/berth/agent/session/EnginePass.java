package io.berth.agent.session;

import com.google.protobuf.ByteString;
import io.berth.agent.EngineConnection;
import io.berth.agent.EngineRefusal;
import io.berth.domain.agent.EngineHead;
import io.berth.link.proto.LinkGrpc;
import io.berth.link.proto.Wire;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of the engine on its way: what the caller sends goes in, what the engine answers comes out, each no faster
 * than the other end takes it.
 */
final class EnginePass implements ClientResponseObserver<Wire.FromEngine, Wire.ToEngine> {
    /** Where the call goes. */
    interface Engine {
        EngineConnection call() throws IOException, EngineRefusal;
    }

    private static final Logger LOG = LoggerFactory.getLogger(EnginePass.class);
    private static final int CHUNK_BYTES = 32 << 10;

    private final String requestId;
    private final Runnable onEnd;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final BlockingQueue<Wire.ToEngine> arrived = new LinkedBlockingQueue<>();
    private Optional<ClientCallStreamObserver<Wire.FromEngine>> stream = Optional.empty();
    private Optional<EngineConnection> engine = Optional.empty();
    private boolean isClosed;

    /** @param onEnd run once when the call is over, from any thread */
    EnginePass(String requestId, Runnable onEnd) {
        this.requestId = requestId;
        this.onEnd = onEnd;
    }

    /** Opens the call, whose first message says whose answer it is, and begins on a thread of its own. */
    void open(Channel channel, Engine source) {
        var _ = LinkGrpc.newStub(channel).passEngine(this);
        stream.ifPresent(call ->
                call.onNext(Wire.FromEngine.newBuilder().setRequestId(requestId).build()));
        Thread.ofVirtual().name("engine-" + requestId).start(() -> pass(source));
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Wire.FromEngine> requests) {
        stream = Optional.of(requests);
        requests.disableAutoRequestWithInitial(1);
        requests.setOnReadyHandler(this::wake);
    }

    @Override
    public void onNext(Wire.ToEngine message) {
        arrived.add(message);
    }

    @Override
    public void onError(Throwable error) {
        close();
    }

    @Override
    public void onCompleted() {
        close();
    }

    /** The session has gone. */
    void cancel() {
        stream.ifPresent(call -> call.cancel("the session has ended", null));
        close();
    }

    private void pass(Engine source) {
        try {
            EngineConnection connection = source.call();
            if (enter(connection)) {
                Thread.ofVirtual().start(() -> feed(connection.input()));
                answer(connection);
            }
            complete();
        } catch (EngineRefusal refused) {
            LOG.debug("engine call {} refused: {}", requestId, refused.text());
            refuse(refused);
        } catch (IOException | RuntimeException e) {
            LOG.debug("engine call {} failed", requestId, e);
            fail("the container engine does not answer: " + e.getMessage());
        } finally {
            close();
        }
    }

    /** Whether there is still somebody who wants the answer. */
    private boolean enter(EngineConnection connection) {
        lock.lock();
        try {
            engine = Optional.of(connection);
            if (!isClosed) {
                return true;
            }
        } finally {
            lock.unlock();
        }
        connection.close();
        return false;
    }

    private void answer(EngineConnection connection) throws IOException {
        send(head(connection.head()));
        InputStream output = connection.output();
        byte[] buffer = new byte[CHUNK_BYTES];
        for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
            if (!send(data(buffer, read))) {
                return;
            }
        }
    }

    private static Wire.FromEngine head(EngineHead head) {
        return Wire.FromEngine.newBuilder()
                .setHead(Wire.EngineHead.newBuilder().setStatus(head.status()).putAllHeaders(head.headers()))
                .build();
    }

    private static Wire.FromEngine data(byte[] bytes, int length) {
        return Wire.FromEngine.newBuilder()
                .setData(ByteString.copyFrom(bytes, 0, length))
                .build();
    }

    /** Gives the engine what the caller sends, until either has enough. */
    private void feed(OutputStream input) {
        try (input) {
            for (Wire.ToEngine message = arrived.take(); !message.getEnd(); message = arrived.take()) {
                message.getData().writeTo(input);
                stream.ifPresent(call -> call.request(1));
            }
        } catch (IOException engineHasEnough) {
            LOG.debug("engine call {} takes no more input", requestId, engineHasEnough);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuse(EngineRefusal refused) {
        byte[] text = "{\"message\":\"%s\"}\n"
                .formatted(refused.text().replace("\\", "\\\\").replace("\"", "\\\""))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        send(head(new EngineHead(refused.status(), Map.of("content-type", "application/json"))));
        send(data(text, text.length));
        complete();
    }

    private void fail(String why) {
        send(Wire.FromEngine.newBuilder().setError(why).build());
        complete();
    }

    /** Waits while the other end is behind; false if it has gone. */
    private boolean send(Wire.FromEngine message) {
        lock.lock();
        try {
            while (!isClosed
                    && !stream.filter(ClientCallStreamObserver::isReady).isPresent()) {
                changed.await();
            }
            if (!isClosed) {
                stream.ifPresent(call -> call.onNext(message));
            }
            return !isClosed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void complete() {
        lock.lock();
        try {
            if (!isClosed) {
                stream.ifPresent(ClientCallStreamObserver::onCompleted);
            }
        } finally {
            lock.unlock();
        }
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
        Optional<EngineConnection> open;
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            isClosed = true;
            open = engine;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        arrived.add(Wire.ToEngine.newBuilder().setEnd(true).build());
        open.ifPresent(EngineConnection::close);
        onEnd.run();
    }
}
