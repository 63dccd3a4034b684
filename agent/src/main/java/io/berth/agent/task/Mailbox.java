package io.berth.agent.task;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what it is given one after the other, on a thread of its own only while there is something to run. */
final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Executor executor;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean isRunning;

    Mailbox(Executor executor) {
        this.executor = executor;
    }

    void post(Runnable action) {
        synchronized (waiting) {
            waiting.add(action);
            if (isRunning) {
                return;
            }
            isRunning = true;
        }
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException agentEnds) {
            LOG.debug("nothing is begun any more");
        }
    }

    private void drain() {
        while (true) {
            Runnable next;
            synchronized (waiting) {
                next = waiting.poll();
                if (next == null) {
                    isRunning = false;
                    return;
                }
            }
            try {
                next.run();
            } catch (RuntimeException e) {
                LOG.error("a step of a task failed", e);
            }
        }
    }
}
