package io.berth.agent.task;

import io.berth.agent.LogSink;
import io.berth.agent.LogSubscription;
import io.berth.agent.runtime.ContainerRef;
import io.berth.agent.runtime.ContainerRuntime;
import io.berth.domain.agent.LogQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the logs of all containers of one task for one reader. */
final class TaskLogs {
    private static final Logger LOG = LoggerFactory.getLogger(TaskLogs.class);

    private TaskLogs() {}

    /** Begins to read on threads of its own; the lines of several containers are mixed as they come. */
    static LogSubscription open(ContainerRuntime runtime, List<ContainerRef> containers, LogQuery query, LogSink sink) {
        List<Thread> readers = new ArrayList<>();
        for (ContainerRef container : containers) {
            readers.add(Thread.ofVirtual()
                    .name("log-" + container.task() + "-" + container.container())
                    .unstarted(() -> read(runtime, container, query, sink)));
        }
        readers.forEach(Thread::start);
        Thread closer = Thread.ofVirtual().start(() -> {
            try {
                for (Thread reader : readers) {
                    reader.join();
                }
                sink.end();
            } catch (InterruptedException readerLeft) {
                Thread.currentThread().interrupt();
            }
        });
        return () -> {
            closer.interrupt();
            readers.forEach(Thread::interrupt);
        };
    }

    private static void read(ContainerRuntime runtime, ContainerRef container, LogQuery query, LogSink sink) {
        try {
            runtime.readLog(container, query, line -> {
                try {
                    if (!sink.line(line)) {
                        throw new CancellationException("the reader has left");
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CancellationException("the reader has left");
                }
            });
        } catch (CancellationException readerLeft) {
            LOG.debug("task={} log is not wanted any more", container.task());
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                sink.fail("log of " + container.container() + " cannot be read: " + e.getMessage());
            }
        }
    }
}
