package io.berth.chaos.experiment;

import io.berth.chaos.experiment.Cluster.Running;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts faults into the machine that it runs on. Needs to be root. */
final class Injector {
    /** Longer than what it guards, so that it acts only if the runner did not. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Pattern PROCESS = Pattern.compile("\\d{1,10}");

    private final Cluster cluster;

    Injector(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * A fault that was put in.
     *
     * @param victim the task that it hit, if it hit one
     * @param undo takes it back; done twice, it changes nothing
     */
    record Injected(Optional<Victim> victim, Runnable undo) {}

    /** A task that was hit. */
    record Victim(String service, Running task) {}

    Injected inject(Fault fault) {
        return switch (fault) {
            case Fault.KillTask(var service) -> {
                Running task = chosen(service);
                Shell.done("kill", "-KILL", Long.toString(pid(task)));
                yield new Injected(Optional.of(new Victim(service, task)), () -> {});
            }
            case Fault.PauseTask(var service, var lasting) -> {
                Running task = chosen(service);
                yield new Injected(Optional.of(new Victim(service, task)), pause(pid(task), lasting));
            }
            case Fault.KillProcess(var pid) -> {
                Shell.done("kill", "-KILL", Long.toString(pid));
                yield new Injected(Optional.empty(), () -> {});
            }
            case Fault.PauseProcess(var pid, var lasting) -> new Injected(Optional.empty(), pause(pid, lasting));
            case Fault.CutLink(var host, var lasting) -> new Injected(Optional.empty(), cut(host, lasting));
        };
    }

    /** The task of the lowest slot: the same experiment hits the same. */
    private Running chosen(String service) {
        return cluster.running(service).stream()
                .min(Comparator.comparing(Running::slot))
                .orElseThrow(() -> new ExperimentRefused("service %s has no task that runs".formatted(service)));
    }

    /** Of a process, its runtime id begins with it; of a container, the engine knows it. */
    private static long pid(Running task) {
        Matcher process = PROCESS.matcher(task.runtimeId());
        if (process.matches()) {
            return Long.parseLong(process.group());
        }
        String pid = Shell.done("docker", "inspect", "-f", "{{.State.Pid}}", task.runtimeId());
        if (pid.equals("0")) {
            throw new ExperimentRefused("container %s of task %s does not run".formatted(task.runtimeId(), task.id()));
        }
        return Long.parseLong(pid);
    }

    private static Runnable pause(long pid, Duration lasting) {
        Process guard = Shell.deadMan(lasting.plus(GRACE), "kill -CONT " + pid);
        Runnable undo = () -> Shell.run(List.of("kill", "-CONT", Long.toString(pid)));
        return guarded(guard, undo, () -> Shell.done("kill", "-STOP", Long.toString(pid)));
    }

    private static Runnable cut(String host, Duration lasting) {
        if (!host.matches("[0-9A-Za-z.:-]+")) {
            throw new ExperimentRefused("host must be a name or an address, got " + host);
        }
        String off = "iptables -w -D OUTPUT -d %1$s -j DROP; iptables -w -D INPUT -s %1$s -j DROP".formatted(host);
        Process guard = Shell.deadMan(lasting.plus(GRACE), off);
        Runnable undo = () -> Shell.run(List.of("sh", "-c", off));
        return guarded(guard, undo, () -> {
            Shell.done("iptables", "-w", "-I", "OUTPUT", "-d", host, "-j", "DROP");
            Shell.done("iptables", "-w", "-I", "INPUT", "-s", host, "-j", "DROP");
        });
    }

    /** Nothing is left half done, and the guard ends when there is nothing to guard. */
    private static Runnable guarded(Process guard, Runnable undo, Runnable action) {
        Runnable both = () -> {
            undo.run();
            guard.descendants().forEach(ProcessHandle::destroyForcibly);
            guard.destroyForcibly();
        };
        try {
            action.run();
            return both;
        } catch (ExperimentRefused e) {
            both.run();
            throw e;
        }
    }
}
