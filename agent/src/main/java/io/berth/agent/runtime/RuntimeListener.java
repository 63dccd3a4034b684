package io.berth.agent.runtime;

import io.berth.domain.task.TaskId;
import java.time.Instant;

/** Is told what containers do by themselves. Called on any thread; must not block. */
public interface RuntimeListener {
    /** The container has ended. May be told twice; a time before the container's last start is old news. */
    void exited(ContainerRef container, int exitCode, Instant at);

    /** The container's health check has come to a verdict. */
    void health(ContainerRef container, boolean isHealthy);

    /** What the task's containers need of each other has ended by itself, such as their network: they cannot go on. */
    void sharedLost(TaskId task);
}
