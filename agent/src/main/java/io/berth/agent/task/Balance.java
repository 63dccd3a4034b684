package io.berth.agent.task;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskId;
import java.time.Duration;
import java.util.List;

/** Sends traffic of published ports to tasks. Calls do not block and may be repeated. */
public interface Balance {
    /** The task lives here now: its service's published ports must answer on this node. */
    void expect(TaskAssignment task);

    /** The task can take traffic at these ports. */
    void join(TaskAssignment task, List<HostPort> ports);

    /** The task gets no further connections. */
    void leave(TaskId task);

    /**
     * The task is about to stop. It gets no further connections from anywhere; those that are open may go on.
     *
     * @param grace how long connections are waited for
     * @param then called once when the task may be stopped, at once if nothing waits for it; it does not block
     */
    void drain(TaskAssignment task, Duration grace, Runnable then);

    /** The task has ended; ports that no other task needs are closed. */
    void forget(TaskId task);

    /** What is wrong with the published ports of the task on this node, empty if nothing is. */
    String problem(TaskAssignment task);

    /** Balances nothing. */
    Balance NONE = new Balance() {
        @Override
        public void expect(TaskAssignment task) {}

        @Override
        public void join(TaskAssignment task, List<HostPort> ports) {}

        @Override
        public void leave(TaskId task) {}

        @Override
        public void drain(TaskAssignment task, Duration grace, Runnable then) {
            then.run();
        }

        @Override
        public void forget(TaskId task) {}

        @Override
        public String problem(TaskAssignment task) {
            return "";
        }
    };
}
