package io.berth.agent.session;

import io.berth.agent.FileSource;
import io.berth.domain.task.TaskId;
import io.berth.link.LinkMessages;
import io.berth.link.TaskFile;
import io.berth.link.proto.LinkGrpc;
import io.berth.link.proto.Wire;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Files from the member of the present session. Made before the session, as those who fetch files are needed for it. */
public final class SessionFiles implements FileSource {
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition begun = lock.newCondition();
    private Optional<SessionPass> pass = Optional.empty();

    /** @param patience how long to wait for a session, and then for the member's answer */
    public SessionFiles(Duration patience) {
        this.patience = patience;
    }

    @Override
    public List<TaskFile> fetch(TaskId task) throws IOException {
        SessionPass present = await(task);
        Wire.FetchFilesRequest request = Wire.FetchFilesRequest.newBuilder()
                .setNodeId(present.node().value())
                .setSession(present.session())
                .setKey(present.key())
                .setTask(task.value())
                .build();
        try {
            return LinkGrpc.newBlockingStub(present.channel())
                    .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .fetchFiles(request)
                    .getFilesList()
                    .stream()
                    .map(LinkMessages::read)
                    .toList();
        } catch (StatusRuntimeException e) {
            throw new IOException(
                    "files of task " + task + " were not given by the member: " + Statuses.text(e.getStatus()), e);
        } catch (IllegalArgumentException e) {
            throw new IOException("files of task " + task + " cannot be read: " + e.getMessage(), e);
        }
    }

    void begin(SessionPass newPass) {
        lock.lock();
        try {
            pass = Optional.of(newPass);
            begun.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            pass = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private SessionPass await(TaskId task) throws IOException {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (pass.isEmpty()) {
                if (nanos <= 0) {
                    throw new IOException("files of task " + task
                            + " cannot be fetched: no member was connected within " + patience.toMillis() + " ms");
                }
                nanos = begun.awaitNanos(nanos);
            }
            return pass.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted =
                    new InterruptedIOException("interrupted while files of task " + task + " were fetched");
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            lock.unlock();
        }
    }
}
