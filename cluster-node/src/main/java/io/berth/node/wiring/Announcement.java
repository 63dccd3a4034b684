package io.berth.node.wiring;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.fleet.NodeId;
import io.berth.sharding.entity.Entities;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Tells a node, while this process starts, that its agent is in it and on its way: a start may take longer than the lease,
 * on a busy machine or with much to recover, and the tasks that run must be adopted, not replaced.
 */
final class Announcement implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** An agent that has not connected by then cannot. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("berth-announcement").daemon().factory());
    private final Instant end;
    private volatile BooleanSupplier isConnected = () -> false;

    private Announcement(Instant end) {
        this.end = end;
    }

    /** Begins; ends with the system at the latest. */
    static Announcement start(ActorSystem<?> system, Entities entities, NodeId node) {
        Announcement announcement = new Announcement(Instant.now().plus(LONGEST));
        var _ = system.getWhenTerminated().thenRun(announcement::close);
        var _ = announcement.timer.scheduleWithFixedDelay(
                () -> announcement.tell(entities, node), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return announcement;
    }

    /** From now on it ends by itself, once the agent is connected. */
    void until(BooleanSupplier connected) {
        isConnected = connected;
    }

    private void tell(Entities entities, NodeId node) {
        if (isConnected.getAsBoolean() || Instant.now().isAfter(end)) {
            close();
        } else {
            entities.tell(node.ref(), new NodeCommand.Announce(), Cause.SYSTEM);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
