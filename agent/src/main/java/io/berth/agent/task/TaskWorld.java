package io.berth.agent.task;

import io.berth.agent.files.TaskFiles;
import io.berth.agent.runtime.Placeholders;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.Platform;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tasks find around them on their node.
 *
 * @param node where they run
 * @param hostname of the node
 * @param platform of the node
 * @param files their secrets and configs
 * @param records what the next agent must know of them
 * @param balance traffic for them
 * @param clock time of what is seen
 * @param timer for restarts
 * @param threads for work that may block
 * @param reports takes every change, in order for each task
 * @param isClosing whether the agent ends, so that failures say nothing of the task
 */
public record TaskWorld(
        NodeId node,
        String hostname,
        Platform platform,
        TaskFiles files,
        TaskRecords records,
        Balance balance,
        InstantSource clock,
        ScheduledExecutorService timer,
        Executor threads,
        Consumer<TaskReport> reports,
        BooleanSupplier isClosing) {
    private static final Logger LOG = LoggerFactory.getLogger(TaskWorld.class);

    /** Runs {@code action} once the delay is over, unless the agent ends before. */
    void after(Duration delay, Runnable action) {
        try {
            var _ = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException agentEnds) {
            LOG.debug("nothing is begun any more");
        }
    }

    /** Runs {@code action} on a thread that may block, unless the agent ends. */
    void run(Runnable action) {
        try {
            threads.execute(action);
        } catch (RejectedExecutionException agentEnds) {
            LOG.debug("nothing is begun any more");
        }
    }

    Placeholders placeholders(TaskAssignment assignment) {
        return new Placeholders(assignment, node, hostname, platform);
    }
}
