package io.berth.agent.ingress;

import io.berth.domain.task.TaskId;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One task that answers for a published port.
 *
 * @param task which
 * @param port of the loopback interface where it is reached
 * @param connections open or being opened to it now
 */
record Backend(TaskId task, int port, AtomicInteger connections) {
    static Backend of(TaskId task, int port) {
        return new Backend(task, port, new AtomicInteger());
    }
}
