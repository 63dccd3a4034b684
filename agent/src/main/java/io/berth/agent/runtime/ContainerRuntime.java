package io.berth.agent.runtime;

import io.berth.agent.EngineConnection;
import io.berth.agent.EngineRefusal;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.task.TaskId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs containers on this machine. All methods may block and are called on virtual threads; every refusal of the
 * runtime is a {@link ContainerException} in the runtime's own words.
 */
public interface ContainerRuntime extends AutoCloseable {
    /** Its name in templates and node infos, such as {@code docker}. */
    String name();

    /** Version of the engine behind it, empty without one. */
    String engineVersion();

    /** Labels set in the engine's configuration. */
    Map<String, String> engineLabels();

    /** Whether containers outlive the agent, so that tasks must be recorded. */
    boolean survivesAgent();

    /** How many containers may be created or started at once without the machine slowing itself down. */
    int startsAtOnce();

    /**
     * Begins to tell of ends and health, and says what exists of this node. Called once, before anything else; what
     * changes after the list was made reaches the listener.
     */
    List<FoundContainer> attach(RuntimeListener listener);

    /** Fetches what {@code create} needs, such as the image. May take long; an interrupt ends it with an exception. */
    void prepare(ContainerPlan plan);

    /** Creates what the containers of a task share, before any of them; what is there already stays. */
    default void createShared(ContainerPlan first) {}

    /** Creates the container, without starting it. */
    CreatedContainer create(ContainerPlan plan);

    /** Starts a created or an ended container. */
    StartedContainer start(ContainerPlan plan, String runtimeId);

    /** Takes up what a running container needs from the agent after its restart, such as health checks. */
    void resume(ContainerPlan plan);

    /**
     * Sends the stop signal and, after the grace, kills. Returns when the container has ended; an ended or unknown
     * one returns at once.
     *
     * @param signal such as {@code SIGTERM}, or empty for the container's own
     */
    void stop(ContainerRef container, String signal, Duration grace);

    /** The exit code of an ended container; empty while it runs and when it does not exist. */
    OptionalInt exitCode(ContainerRef container);

    /** Removes an ended container with its log; an unknown one is fine. */
    void remove(ContainerRef container);

    /** The task has ended and is not started again: lets go of what only a running one needs. May be told twice. */
    default void release(TaskAssignment task) {}

    /** Every task of this node of which something shared exists. */
    Set<TaskId> sharing();

    /** Removes what the task's containers shared, after the last one is removed; an unknown task is fine. */
    void removeShared(TaskId task);

    /** Removes what tasks have left behind and nobody has needed for its time. Called again and again. */
    default void tidy(Instant now) {}

    /** Gives the lines wanted, oldest first, and with {@code follow} goes on until the container ends or an interrupt. */
    void readLog(ContainerRef container, LogQuery query, Consumer<LogLine> sink);

    /**
     * Passes a call on to the engine behind this runtime.
     *
     * @param own runtime ids of the task's containers, the first one first; none for a call about the node
     * @throws EngineRefusal if there is no engine, or the call is about anything else
     */
    default EngineConnection callEngine(EngineRequest request, List<String> own) throws IOException, EngineRefusal {
        throw new EngineRefusal(501, "the runtime " + name() + " has no container engine that could be asked");
    }

    /** Lets go of the runtime; containers run on where {@link #survivesAgent()}. */
    @Override
    void close();
}
