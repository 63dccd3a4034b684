package io.berth.agent.simulated;

import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.ContainerPlan;
import io.berth.agent.runtime.ContainerRef;
import io.berth.agent.runtime.ContainerRuntime;
import io.berth.agent.runtime.CreatedContainer;
import io.berth.agent.runtime.FoundContainer;
import io.berth.agent.runtime.Pause;
import io.berth.agent.runtime.RuntimeListener;
import io.berth.agent.runtime.StartedContainer;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pretends to run containers. They run until they are stopped or {@link #end} is called, and leave with the agent. */
public final class SimulatedRuntime implements ContainerRuntime {
    private static final int STILL_RUNS = -1;
    private static final int KILLED = 137;

    private final Duration startDelay;
    private final Duration stopDelay;
    private final Map<String, Integer> containers = new ConcurrentHashMap<>();
    private volatile @Nullable RuntimeListener listener;

    /**
     * @param startDelay how long a start takes
     * @param stopDelay how long a stop takes
     */
    public SimulatedRuntime(Duration startDelay, Duration stopDelay) {
        this.startDelay = startDelay;
        this.stopDelay = stopDelay;
    }

    /** Ends a running container as if by itself; one that does not run is left alone. */
    public void end(TaskId task, String container, int exitCode) {
        ContainerRef ref = new ContainerRef(task, container, key(task, container));
        if (containers.replace(ref.runtimeId(), STILL_RUNS, exitCode)) {
            RuntimeListener told = listener;
            if (told != null) {
                told.exited(ref, exitCode, Instant.now());
            }
        }
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public String engineVersion() {
        return "";
    }

    @Override
    public Map<String, String> engineLabels() {
        return Map.of();
    }

    @Override
    public boolean survivesAgent() {
        return false;
    }

    @Override
    public int startsAtOnce() {
        return Integer.MAX_VALUE;
    }

    @Override
    public List<FoundContainer> attach(RuntimeListener newListener) {
        listener = newListener;
        return List.of();
    }

    @Override
    public void prepare(ContainerPlan plan) {}

    @Override
    public CreatedContainer create(ContainerPlan plan) {
        return new CreatedContainer(
                key(plan.assignment().task(), plan.container().name()), false);
    }

    @Override
    public StartedContainer start(ContainerPlan plan, String runtimeId) {
        pause(startDelay);
        containers.put(runtimeId, STILL_RUNS);
        List<HostPort> ports =
                plan.ports().stream().map(SimulatedRuntime::pretend).toList();
        return new StartedContainer(runtimeId, ports);
    }

    private static HostPort pretend(PortSpec port) {
        return new HostPort(port.protocol(), port.target(), port.published() > 0 ? port.published() : port.target());
    }

    @Override
    public void resume(ContainerPlan plan) {}

    @Override
    public void stop(ContainerRef container, String signal, Duration grace) {
        if (containers.getOrDefault(container.runtimeId(), KILLED) == STILL_RUNS) {
            pause(stopDelay);
            end(container.task(), container.container(), KILLED);
        }
    }

    @Override
    public OptionalInt exitCode(ContainerRef container) {
        Integer code = containers.get(container.runtimeId());
        return code == null || code == STILL_RUNS ? OptionalInt.empty() : OptionalInt.of(code);
    }

    @Override
    public void remove(ContainerRef container) {
        containers.remove(container.runtimeId());
    }

    @Override
    public Set<TaskId> sharing() {
        return Set.of();
    }

    @Override
    public void removeShared(TaskId task) {}

    @Override
    public void readLog(ContainerRef container, LogQuery query, Consumer<LogLine> sink) {}

    @Override
    public void close() {
        listener = null;
        containers.clear();
    }

    private static void pause(Duration delay) {
        if (delay.isZero()) {
            return;
        }
        try {
            Pause.of(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerException("interrupted", e);
        }
    }

    private static String key(TaskId task, String container) {
        return task + "/" + container;
    }
}
