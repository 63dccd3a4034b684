package io.berth.agent.node;

import io.berth.agent.EngineConnection;
import io.berth.agent.EngineRefusal;
import io.berth.agent.FileSource;
import io.berth.agent.LogSink;
import io.berth.agent.LogSubscription;
import io.berth.agent.TaskExecution;
import io.berth.agent.files.TaskFiles;
import io.berth.agent.ingress.Ingress;
import io.berth.agent.runtime.ContainerRuntime;
import io.berth.agent.task.TaskRecords;
import io.berth.agent.task.TaskWorld;
import io.berth.agent.task.Tasks;
import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.task.TaskId;
import io.berth.domain.traffic.TrafficNews;
import io.berth.domain.traffic.TrafficReport;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The node's side without its connection: runtimes, tasks, published ports and logs. */
public final class Agent implements TaskExecution, AutoCloseable {
    private final AgentConfig config;
    private final List<ContainerRuntime> runtimes;
    private final List<Consumer<TaskReport>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("agent-timer").factory());
    private final Ingress ingress;
    private volatile boolean isClosing;
    private final Tasks tasks;
    private final List<String> orphans;

    private Agent(AgentConfig config, FileSource files, List<ContainerRuntime> runtimes) {
        this.config = config;
        this.runtimes = runtimes;
        this.ingress = new Ingress(config.node(), config.publishOn());
        TaskWorld world = new TaskWorld(
                config.node(),
                config.hostname(),
                Machine.platform(),
                new TaskFiles(config.node().value(), files),
                new TaskRecords(config.dataDir().resolve("tasks")),
                ingress,
                InstantSource.system(),
                timer,
                threads,
                this::report,
                () -> isClosing);
        tasks = new Tasks(world, runtimes, config.leftovers().tasks());
        ingress.onChange(port -> tasks.refresh(task -> Ingress.publishes(task, port)));
        orphans = tasks.adopt();
        tasks.tidyFromNowOn();
    }

    /**
     * Starts an agent and adopts what an earlier agent of the same node and data folder has left.
     *
     * @param files where secrets and configs come from
     */
    public static Agent start(AgentConfig config, FileSource files) {
        return new Agent(config, files, RuntimeChoice.open(config));
    }

    /** Starts an agent over given runtimes, the default one first; they are closed with it. */
    public static Agent start(AgentConfig config, FileSource files, List<ContainerRuntime> runtimes) {
        return new Agent(config, files, List.copyOf(runtimes));
    }

    @Override
    public NodeInfo info() {
        Map<String, String> labels = new HashMap<>();
        runtimes.forEach(runtime -> labels.putAll(runtime.engineLabels()));
        return new NodeInfo(
                config.hostname(),
                config.address(),
                Machine.platform(),
                runtimes.stream().map(ContainerRuntime::name).collect(Collectors.toSet()),
                runtimes.stream()
                        .map(ContainerRuntime::engineVersion)
                        .filter(version -> !version.isEmpty())
                        .findFirst()
                        .orElse(""),
                labels,
                config.capacity().orElseGet(Machine::capacity),
                config.isManager());
    }

    @Override
    public List<TaskReport> inventory() {
        return tasks.inventory();
    }

    @Override
    public void obey(AgentInstruction instruction) {
        tasks.obey(instruction);
    }

    @Override
    public void onReport(Consumer<TaskReport> listener) {
        listeners.add(listener);
    }

    @Override
    public void onOrphan(Consumer<String> listener) {
        orphans.forEach(listener);
    }

    @Override
    public LogSubscription openLog(TaskId task, LogQuery query, LogSink sink) {
        return tasks.openLog(task, query, sink);
    }

    @Override
    public EngineConnection callEngine(EngineRequest request) throws IOException, EngineRefusal {
        return tasks.callEngine(request);
    }

    @Override
    public void onTraffic(Consumer<TrafficReport> listener) {
        ingress.onReport(listener);
    }

    @Override
    public TrafficReport traffic() {
        return ingress.report();
    }

    @Override
    public void hear(TrafficNews news) {
        ingress.hear(news);
    }

    /** Ends the agent; containers and processes run on, for the next agent to adopt. */
    @Override
    public void close() {
        isClosing = true;
        timer.shutdownNow();
        threads.shutdownNow();
        ingress.close();
        runtimes.forEach(ContainerRuntime::close);
    }

    private void report(TaskReport report) {
        listeners.forEach(listener -> listener.accept(report));
    }
}
