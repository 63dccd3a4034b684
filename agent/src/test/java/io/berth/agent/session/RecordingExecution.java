package io.berth.agent.session;

import io.berth.agent.EngineConnection;
import io.berth.agent.EngineRefusal;
import io.berth.agent.LogSink;
import io.berth.agent.LogSubscription;
import io.berth.agent.TaskExecution;
import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Platform;
import io.berth.domain.task.TaskId;
import io.berth.domain.traffic.TrafficNews;
import io.berth.domain.traffic.TrafficReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Runs nothing; says what the test wants. */
final class RecordingExecution implements TaskExecution {
    static final NodeInfo INFO = new NodeInfo(
            "host", "127.0.0.1", new Platform("linux", "x86_64"), Set.of("fake"), "", Map.of(), Resources.NONE, false);

    final BlockingQueue<AgentInstruction> obeyed = new LinkedBlockingQueue<>();
    final BlockingQueue<LogSink> sinks = new LinkedBlockingQueue<>();
    final CountDownLatch logClosed = new CountDownLatch(1);
    volatile List<TaskReport> inventory = List.of();
    volatile Consumer<TaskReport> reports = report -> {};
    volatile Consumer<String> orphans = orphan -> {};
    final BlockingQueue<TrafficNews> heard = new LinkedBlockingQueue<>();
    volatile Consumer<TrafficReport> traffic = report -> {};
    volatile TrafficReport present = TrafficReport.NONE;

    @Override
    public NodeInfo info() {
        return INFO;
    }

    @Override
    public List<TaskReport> inventory() {
        return inventory;
    }

    @Override
    public void obey(AgentInstruction instruction) {
        obeyed.add(instruction);
    }

    @Override
    public void onReport(Consumer<TaskReport> listener) {
        reports = listener;
    }

    @Override
    public void onOrphan(Consumer<String> listener) {
        orphans = listener;
    }

    @Override
    public EngineConnection callEngine(EngineRequest request) throws EngineRefusal {
        throw new EngineRefusal(501, "no engine here");
    }

    @Override
    public LogSubscription openLog(TaskId task, LogQuery query, LogSink sink) {
        sinks.add(sink);
        return logClosed::countDown;
    }

    @Override
    public void onTraffic(Consumer<TrafficReport> listener) {
        traffic = listener;
    }

    @Override
    public TrafficReport traffic() {
        return present;
    }

    @Override
    public void hear(TrafficNews news) {
        heard.add(news);
    }
}
