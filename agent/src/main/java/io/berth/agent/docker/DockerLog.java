package io.berth.agent.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.ContainerRef;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Takes the frames of one container's log apart into lines; the engine has stamped each. */
final class DockerLog extends ResultCallback.Adapter<Frame> {
    private final ContainerRef container;
    private final Instant since;
    private final Consumer<LogLine> sink;
    private volatile boolean hasReaderLeft;

    private DockerLog(ContainerRef container, Instant since, Consumer<LogLine> sink) {
        this.container = container;
        this.since = since;
        this.sink = sink;
    }

    static void read(LogContainerCmd command, ContainerRef container, LogQuery query, Consumer<LogLine> sink) {
        command.withStdOut(true).withStdErr(true).withTimestamps(true).withFollowStream(query.follow());
        if (query.tail() >= 0) {
            command.withTail(query.tail());
        }
        if (query.since().isAfter(Instant.EPOCH)) {
            command.withSince((int) query.since().getEpochSecond());
        }
        try (DockerLog log = command.exec(new DockerLog(container, query.since(), sink))) {
            log.awaitCompletion();
            if (log.hasReaderLeft) {
                throw new CancellationException("the reader has left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the reader has left");
        } catch (IOException e) {
            throw new ContainerException("the log does not close: " + e.getMessage(), e);
        }
    }

    @Override
    public void onNext(Frame frame) {
        try {
            new String(frame.getPayload(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line(line, frame.getStreamType() == StreamType.STDERR))
                    .filter(line -> !line.at().isBefore(since))
                    .forEach(sink);
        } catch (CancellationException readerLeft) {
            hasReaderLeft = true;
            onComplete();
        }
    }

    private LogLine line(String stamped, boolean isError) {
        int space = stamped.indexOf(' ');
        try {
            Instant at = Instant.parse(space < 0 ? stamped : stamped.substring(0, space));
            String text = space < 0 ? "" : stamped.substring(space + 1);
            return new LogLine(container.task(), container.container(), isError, at, text);
        } catch (DateTimeException unstamped) {
            return new LogLine(container.task(), container.container(), isError, Instant.now(), stamped);
        }
    }
}
