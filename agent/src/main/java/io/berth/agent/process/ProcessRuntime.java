package io.berth.agent.process;

import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.ContainerPlan;
import io.berth.agent.runtime.ContainerRef;
import io.berth.agent.runtime.ContainerRuntime;
import io.berth.agent.runtime.CreatedContainer;
import io.berth.agent.runtime.FoundContainer;
import io.berth.agent.runtime.RuntimeListener;
import io.berth.agent.runtime.StartedContainer;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.spec.HealthCheck;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Each container is a process group of this machine. Memory and processor limits are not enforced, images, networks
 * and mounts do not exist; a mount or another user is refused. Needs {@code sh}, {@code setsid} and /proc.
 */
public final class ProcessRuntime implements ContainerRuntime {
    private static final String DEFAULT_SIGNAL = "SIGTERM";
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    /** What a keeper gets to write the exit code. */
    private static final long KEEPER_DELAY_MILLIS = 500;

    private final ProcessStore store;
    private final ExitWatch exits;
    private final HostPorts hostPorts = new HostPorts();
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Map<String, Thread> probes = new ConcurrentHashMap<>();
    private volatile @Nullable RuntimeListener listener;

    /** A runtime that keeps everything it must know again below {@code root}. */
    public ProcessRuntime(Path root) {
        store = new ProcessStore(root.toAbsolutePath());
        exits = new ExitWatch(store.exits());
    }

    /** Whether this machine has what the runtime needs. */
    public static boolean isPossible() {
        return ProcessStore.isOnPath("setsid")
                && ProcessStore.isOnPath("sh")
                && Path.of("/proc/self/stat").toFile().exists();
    }

    @Override
    public String name() {
        return "process";
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
        return true;
    }

    @Override
    public int startsAtOnce() {
        return 2 * Runtime.getRuntime().availableProcessors();
    }

    @Override
    public List<FoundContainer> attach(RuntimeListener newListener) {
        listener = newListener;
        return store.all().stream().map(this::adopt).toList();
    }

    private FoundContainer adopt(ContainerFolder folder) {
        boolean hasCheck = folder.isMarked(ContainerFolder.CHECKED);
        FoundContainer.Health health = !hasCheck
                ? FoundContainer.Health.UNCHECKED
                : folder.isMarked(ContainerFolder.HEALTHY)
                        ? FoundContainer.Health.HEALTHY
                        : FoundContainer.Health.STARTING;
        Optional<ProcessId> id = folder.processId();
        if (id.isEmpty()) {
            return new FoundContainer(folder.ref(), FoundContainer.Phase.CREATED, 0, health, folder.ports());
        }
        if (folder.exitCode().isEmpty() && id.get().isAlive()) {
            Running adopted = Running.of(folder, id.get());
            exits.await(folder.exitFile(), adopted::settle);
            // Should the keeper have been killed too, nobody writes the file.
            ProcessHandle.of(id.get().pid()).ifPresent(handle -> settleLater(handle, adopted));
            watch(adopted);
            return new FoundContainer(folder.ref(), FoundContainer.Phase.RUNNING, 0, health, folder.ports());
        }
        store.awaitExitCode(folder);
        folder.writeExitCode(Running.KILLED);
        int code = folder.exitCode().orElse(Running.KILLED);
        return new FoundContainer(folder.ref(), FoundContainer.Phase.EXITED, code, health, folder.ports());
    }

    private static void settleLater(ProcessHandle handle, Running adopted) {
        Executor later = CompletableFuture.delayedExecutor(KEEPER_DELAY_MILLIS, TimeUnit.MILLISECONDS);
        var _ = handle.onExit().thenRunAsync(adopted::settle, later);
    }

    @Override
    public void prepare(ContainerPlan plan) {
        ProcessDemands.check(plan.container(), System.getenv().getOrDefault("PATH", ""));
    }

    @Override
    public CreatedContainer create(ContainerPlan plan) {
        ContainerFolder folder =
                store.folder(plan.assignment().task(), plan.container().name());
        folder.clearRun();
        boolean hasCheck = plan.container().health().filter(HealthProbe::isReal).isPresent();
        if (hasCheck) {
            folder.mark(ContainerFolder.CHECKED);
        }
        return new CreatedContainer("", hasCheck);
    }

    @Override
    public StartedContainer start(ContainerPlan plan, String runtimeId) {
        ContainerFolder folder =
                store.folder(plan.assignment().task(), plan.container().name());
        folder.clearRun();
        List<HostPort> ports = ports(plan);
        folder.writePorts(ports);
        Map<String, String> env = ProcessEnvironment.of(plan, ports, System.getenv());
        Path workdir = Path.of(
                plan.container().workdir().isEmpty() ? "." : plan.container().workdir());
        Running started =
                Keeper.start(folder, ProcessDemands.commandLine(plan.container()), env, workdir.toAbsolutePath());
        watch(started);
        probe(plan, started);
        return new StartedContainer(started.id().toString(), ports);
    }

    /** The containers of a task share their ports, as they would share a network; a restart keeps them. */
    private List<HostPort> ports(ContainerPlan plan) {
        if (plan.ports().isEmpty()) {
            return List.of();
        }
        synchronized (hostPorts) {
            String first = plan.assignment().template().containers().getFirst().name();
            List<HostPort> chosen =
                    store.folder(plan.assignment().task(), first).ports();
            return chosen.isEmpty() ? hostPorts.choose(plan.ports()) : chosen;
        }
    }

    private void watch(Running started) {
        String key = key(started.folder().ref());
        running.put(key, started);
        var _ = started.exit().thenAccept(code -> {
            running.remove(key, started);
            stopProbe(key);
            RuntimeListener told = listener;
            if (told != null) {
                ContainerRef ref = new ContainerRef(
                        started.folder().task(),
                        started.folder().container(),
                        started.id().toString());
                told.exited(ref, code, Instant.now());
            }
        });
    }

    @Override
    public void resume(ContainerPlan plan) {
        Running adopted = running.get(key(plan.ref("")));
        if (adopted != null) {
            probe(plan, adopted);
        }
    }

    private void probe(ContainerPlan plan, Running started) {
        Optional<HealthCheck> check = plan.container().health().filter(HealthProbe::isReal);
        if (check.isEmpty()) {
            return;
        }
        Map<String, String> env = ProcessEnvironment.of(plan, started.folder().ports(), System.getenv());
        Path workdir = Path.of(
                plan.container().workdir().isEmpty() ? "." : plan.container().workdir());
        HealthProbe probe = new HealthProbe(check.get(), env, workdir.toAbsolutePath(), isHealthy -> {
            if (isHealthy) {
                started.folder().mark(ContainerFolder.HEALTHY);
            }
            RuntimeListener told = listener;
            if (told != null) {
                told.health(started.folder().ref(), isHealthy);
            }
        });
        String key = key(started.folder().ref());
        stopProbe(key);
        probes.put(key, Thread.ofVirtual().name("health-" + key).start(probe));
        if (started.exit().isDone()) {
            stopProbe(key);
        }
    }

    private void stopProbe(String key) {
        Thread probe = probes.remove(key);
        if (probe != null) {
            probe.interrupt();
        }
    }

    @Override
    public void stop(ContainerRef container, String signal, Duration grace) {
        Running stopped = running.get(key(container));
        if (stopped == null) {
            return;
        }
        ProcessGroup.signal(stopped.id(), signal.isEmpty() ? DEFAULT_SIGNAL : signal);
        if (!hasEnded(stopped, grace)) {
            ProcessGroup.signal(stopped.id(), "SIGKILL");
            if (!hasEnded(stopped, KILL_TIMEOUT)) {
                throw new ContainerException("process " + stopped.id() + " does not end, not even by SIGKILL");
            }
        }
    }

    private static boolean hasEnded(Running process, Duration within) {
        try {
            process.exit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRuns) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerException("interrupted while waiting for the end of process " + process.id(), e);
        } catch (ExecutionException e) {
            throw new ContainerException("cannot tell whether process " + process.id() + " has ended", e);
        }
    }

    @Override
    public OptionalInt exitCode(ContainerRef container) {
        return store.folder(container.task(), container.container()).exitCode();
    }

    @Override
    public void remove(ContainerRef container) {
        store.delete(store.folder(container.task(), container.container()));
    }

    @Override
    public Set<TaskId> sharing() {
        return store.tasks();
    }

    @Override
    public void removeShared(TaskId task) {
        store.deleteTask(task);
    }

    @Override
    public void readLog(ContainerRef container, LogQuery query, Consumer<LogLine> sink) {
        new ProcessLog(store.folder(container.task(), container.container())).read(query, sink);
    }

    @Override
    public void close() {
        listener = null;
        probes.keySet().forEach(this::stopProbe);
        exits.close();
    }

    private static String key(ContainerRef ref) {
        return ref.task() + "/" + ref.container();
    }
}
