package io.berth.agent;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.task.TaskId;
import io.berth.domain.traffic.TrafficNews;
import io.berth.domain.traffic.TrafficReport;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whatever runs tasks on this node, as the session with the member sees it. No method but {@link #info} and
 * {@link #inventory} may block: they are called from threads that serve the connection.
 */
public interface TaskExecution {
    /** What there is to say of this machine now. Asked at every connection. */
    NodeInfo info();

    /**
     * Every task that is held here, ended ones that nobody has told to forget too. Asked at every connection, after
     * which only changes are reported: a change is in the inventory, or reported after it, or both.
     */
    List<TaskReport> inventory();

    /** Takes an instruction to be carried out soon. It may arrive twice; the second changes nothing. */
    void obey(AgentInstruction instruction);

    /** Tells {@code listener} every change of a task from now on, from any thread, in the order of each task's changes. */
    void onReport(Consumer<TaskReport> listener);

    /** Tells {@code listener} the runtime's id of every container that was stopped because no assignment explains it. */
    void onOrphan(Consumer<String> listener);

    /**
     * Begins to read the log of a task; the lines come from a thread of the runtime. An unknown task or an unreadable
     * log is said by {@link LogSink#fail}, not thrown.
     *
     * @return ends the reading when closed; closing twice is allowed, also after the end
     */
    LogSubscription openLog(TaskId task, LogQuery query, LogSink sink);

    /**
     * Calls the container engine of this node; may block.
     *
     * @throws EngineRefusal if the call is about anything but this node's engine and the containers of its tasks
     * @throws IOException if the engine does not answer
     */
    EngineConnection callEngine(EngineRequest request) throws IOException, EngineRefusal;

    /** Tells {@code listener} what there is to say of the traffic through this node, whenever that has changed. */
    void onTraffic(Consumer<TrafficReport> listener);

    /** What there is to say of traffic now. Asked at every connection. */
    TrafficReport traffic();

    /** Takes what the member says of traffic; all of it is said again at every connection. */
    void hear(TrafficNews news);
}
