package io.berth.agent.ingress;

import io.berth.domain.task.TaskId;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks of this node that are about to stop: each waits until nobody in the mesh sends it anything new, then until its
 * connections have ended. Both waits are bounded.
 */
final class Departures {
    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

    /** Who has not taken the task out of the balance by then is not waited for. */
    private static final Duration OUT_WITHIN = Duration.ofSeconds(2);

    private record Departure(Duration grace, Runnable then) {}

    private final EventLoopGroup loops;
    private final ToIntFunction<TaskId> connectionsHere;
    private final Map<TaskId, Departure> asked = new HashMap<>();
    private final Map<TaskId, Departure> out = new HashMap<>();

    /** @param connectionsHere what counts where no member answers */
    Departures(EventLoopGroup loops, ToIntFunction<TaskId> connectionsHere) {
        this.loops = loops;
        this.connectionsHere = connectionsHere;
    }

    /**
     * Begins to wait.
     *
     * @param grace for connections, from when the task gets no new ones
     * @param then called once, on a thread that must not block
     */
    synchronized void begin(TaskId task, Duration grace, Runnable then) {
        Departure departure = new Departure(grace, then);
        asked.put(task, departure);
        after(OUT_WITHIN, () -> unanswered(task, departure));
    }

    /** The tasks that wait. */
    synchronized Set<TaskId> tasks() {
        Set<TaskId> all = new HashSet<>(asked.keySet());
        all.addAll(out.keySet());
        return all;
    }

    /** Nobody sends anything new to the task, and so many connections to it are open. */
    void drained(TaskId task, int connections) {
        synchronized (this) {
            Departure departure = asked.remove(task);
            if (departure != null) {
                out.put(task, departure);
                after(departure.grace(), () -> finish(task, departure));
            }
        }
        if (connections == 0) {
            Departure departure;
            synchronized (this) {
                departure = out.get(task);
            }
            if (departure != null) {
                finish(task, departure);
            }
        }
    }

    private void unanswered(TaskId task, Departure departure) {
        boolean isWaiting;
        synchronized (this) {
            isWaiting = departure.equals(asked.get(task));
        }
        if (isWaiting) {
            LOG.warn("task={} is not known to be out of every node's balance after {} ms", task, OUT_WITHIN.toMillis());
            drained(task, connectionsHere.applyAsInt(task));
        }
    }

    private void finish(TaskId task, Departure departure) {
        synchronized (this) {
            if (!out.remove(task, departure)) {
                return;
            }
        }
        departure.then().run();
    }

    private void after(Duration delay, Runnable action) {
        var _ = loops.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
