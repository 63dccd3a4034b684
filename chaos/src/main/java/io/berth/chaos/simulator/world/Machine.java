package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Chance;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.task.TaskId;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A machine with a container runtime. Its containers run on without the agent, and end with the machine. */
public final class Machine {
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(4);

    /** The exit code of what was killed. */
    private static final int KILLED = 137;

    private final Surroundings around;
    private final NodeId node;
    private final Program program;
    private final Chance chance;
    private final Map<TaskId, Container> containers = new LinkedHashMap<>();
    private Consumer<Container> onExit = container -> {};
    private Trouble trouble = Trouble.NONE;

    /**
     * What is wrong with a runtime.
     *
     * @param startDelay the most that a start takes longer
     * @param startFailures probability that a start fails
     * @param stopDelay the most that a stop takes longer
     */
    public record Trouble(Duration startDelay, double startFailures, Duration stopDelay) {
        public static final Trouble NONE = new Trouble(Duration.ZERO, 0, Duration.ZERO);
    }

    Machine(Surroundings around, NodeId node) {
        this.around = around;
        this.node = node;
        this.program = new Program(node + "-host", around.agenda());
        this.chance = around.chance(node + "-host");
    }

    Program program() {
        return program;
    }

    public Collection<Container> containers() {
        return Collections.unmodifiableCollection(containers.values());
    }

    void trouble(Trouble newTrouble) {
        trouble = newTrouble;
    }

    /** Who hears of exits as long as it lives. */
    void onExit(Consumer<Container> listener) {
        onExit = listener;
    }

    Optional<Container> find(TaskId task) {
        return Optional.ofNullable(containers.get(task));
    }

    /** From fetching images to created containers. */
    Duration preparation() {
        return chance.between(Duration.ofMillis(5), Duration.ofMillis(300).plus(trouble.startDelay()));
    }

    Duration readiness() {
        return chance.between(Duration.ofMillis(1), Duration.ofMillis(200));
    }

    /** Why nothing can be prepared of a task, if so. */
    Optional<String> refusal(TaskAssignment assignment) {
        boolean isBroken = Container.behavior(assignment) == Container.Behavior.CANNOT_START;
        return isBroken || chance.happens(trouble.startFailures()) ? Optional.of("no such image") : Optional.empty();
    }

    /** Starts a task's container, unless another one has its port. */
    Optional<Container> start(TaskAssignment assignment) {
        List<Integer> ports = hostPorts(assignment);
        boolean isPortTaken = containers.values().stream()
                .filter(Container::isRunning)
                .anyMatch(other -> hostPorts(other.assignment()).stream().anyMatch(ports::contains));
        if (isPortTaken) {
            return Optional.empty();
        }
        Container container = new Container(assignment);
        containers.put(assignment.task(), container);
        around.trace().line(node.value(), () -> "container of " + name(container) + " runs");
        around.witness().containerStarted(node, container);
        switch (Container.behavior(assignment)) {
            case CRASHES -> endsByItself(container, 1);
            case COMPLETES -> endsByItself(container, 0);
            case RUNS, CANNOT_START -> {}
        }
        return Optional.of(container);
    }

    static List<Integer> hostPorts(TaskAssignment assignment) {
        return assignment.ports().stream()
                .filter(port -> port.mode() == PortSpec.PublishMode.HOST)
                .map(PortSpec::published)
                .toList();
    }

    private void endsByItself(Container container, int code) {
        program.after(chance.between(Duration.ofMillis(100), LONGEST_LIFE), () -> exit(container, code));
    }

    void stop(Container container) {
        program.after(
                chance.between(Duration.ofMillis(2), Duration.ofMillis(500).plus(trouble.stopDelay())),
                () -> exit(container, KILLED));
    }

    /** Everything of a service that runs here ends by itself. */
    void crashContainers(double share) {
        List.copyOf(containers.values()).stream()
                .filter(container -> chance.happens(share))
                .forEach(container -> exit(container, 1));
    }

    private void exit(Container container, int code) {
        if (container.isRunning()) {
            end(container, code);
            onExit.accept(container);
        }
    }

    private void end(Container container, int code) {
        container.exit(code);
        around.trace().line(node.value(), () -> "container of %s exits with %d".formatted(name(container), code));
        around.witness().containerEnded(node, container);
    }

    void remove(TaskId task) {
        find(task).ifPresent(container -> {
            exit(container, KILLED);
            containers.remove(task);
        });
    }

    /** The power is cut. */
    void die() {
        program.kill();
        containers.values().stream().filter(Container::isRunning).toList().forEach(container -> end(container, KILLED));
    }

    void start() {
        program.start();
    }

    private String name(Container container) {
        return around.names().of(container.task());
    }
}
