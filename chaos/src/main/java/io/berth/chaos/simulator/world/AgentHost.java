package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Chance;
import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.Platform;
import io.berth.domain.task.TaskId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A node: a machine with an agent, which dials one member after the other and keeps a session. */
public final class AgentHost {
    private static final Duration GATHER = Duration.ofMillis(20);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration SUCCESS_AFTER = Duration.ofSeconds(1);
    private static final Duration SECRETS_PATIENCE = Duration.ofSeconds(10);

    private final Surroundings around;
    private final NodeId node;
    private final Resources capacity;
    private final Program program;
    private final Machine machine;
    private final Chance chance;
    private final AgentTasks tasks;
    private final Map<TaskId, TaskReport> buffer = new LinkedHashMap<>();
    private Optional<Session> session = Optional.empty();
    private boolean isWelcome;
    private boolean isFlushDue;
    private int attempts;
    private int runs;
    private long sessionBegan;
    private Duration pause = FIRST_PAUSE;

    AgentHost(Surroundings around, NodeId node, Resources capacity) {
        this.around = around;
        this.node = node;
        this.capacity = capacity;
        this.program = new Program(node.value(), around.agenda());
        this.machine = new Machine(around, node);
        this.chance = around.chance(node.value());
        this.tasks = new AgentTasks(program, machine, this::report, this::fetch);
        program.kill();
        machine.program().kill();
    }

    public NodeId node() {
        return node;
    }

    public Resources capacity() {
        return capacity;
    }

    public Program program() {
        return program;
    }

    public Machine machine() {
        return machine;
    }

    public List<TaskReport> inventory() {
        return tasks.inventory();
    }

    /** Starts the machine, if it is off, and the agent. */
    void start() {
        if (!machine.program().isAlive()) {
            machine.start();
        }
        if (!program.isAlive()) {
            program.start();
            runs++;
            around.trace().line(node.value(), () -> "agent starts");
            tasks.adopt();
            dial();
        }
    }

    /** The agent's program ends; containers run on. */
    void die(boolean withMachine) {
        around.trace().line(node.value(), () -> withMachine ? "machine dies" : "agent dies");
        program.kill();
        tasks.forgetAll();
        buffer.clear();
        isFlushDue = false;
        isWelcome = false;
        if (withMachine) {
            machine.die();
        }
        session.ifPresent(present -> present.agentDied(!withMachine));
        session = Optional.empty();
    }

    private void dial() {
        Member member = around.members().get(attempts++ % around.members().size());
        buffer.clear();
        List<TaskReport> inventory = tasks.inventory();
        Session next = around.openSession(this, member);
        session = Optional.of(next);
        sessionBegan = around.agenda().micros();
        if (member.program().isAlive()) {
            String run = node + "-run-" + runs;
            next.toMember(() -> member.gate().greet(next, run, info(), inventory));
        } else {
            next.memberDied(true);
        }
    }

    private NodeInfo info() {
        return new NodeInfo(
                node.value(),
                "10.0.0.1",
                new Platform("linux", "x86_64"),
                Set.of("simulated"),
                "",
                Map.of(),
                capacity,
                false);
    }

    void welcome(Session from) {
        isWelcome = session.filter(present -> present == from).isPresent();
        flush();
    }

    void obey(AgentInstruction instruction) {
        tasks.obey(instruction);
    }

    void sessionEnded(Session ended, String reason) {
        if (session.filter(present -> present == ended).isEmpty()) {
            return;
        }
        session = Optional.empty();
        isWelcome = false;
        if (around.agenda().micros() - sessionBegan > SUCCESS_AFTER.toNanos() / 1_000) {
            pause = FIRST_PAUSE;
        }
        Duration wait = chance.between(pause.dividedBy(2), pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        program.after(wait, this::dial);
    }

    /** Ends the session for no reason of the agent's. */
    void loseSession() {
        session.ifPresent(present -> present.endAtAgent("the connection was lost"));
    }

    private void report(TaskReport report) {
        around.trace()
                .detail(
                        node.value(),
                        () -> around.names().of(report.task()) + " "
                                + report.status().state().word());
        buffer.remove(report.task());
        buffer.put(report.task(), report);
        if (!isFlushDue) {
            isFlushDue = true;
            program.after(GATHER, () -> {
                isFlushDue = false;
                flush();
            });
        }
    }

    private void flush() {
        if (isWelcome && !buffer.isEmpty() && session.isPresent()) {
            List<TaskReport> reports = List.copyOf(buffer.values());
            buffer.clear();
            Session present = session.get();
            present.toMember(() -> present.member().gate().report(present, reports));
        }
    }

    /** Fetches the secrets of a task through the session that there is. */
    private void fetch(TaskAssignment assignment, Consumer<Boolean> then) {
        List<FileRef> secrets = assignment.template().containers().stream()
                .map(ContainerSpec::secrets)
                .flatMap(List::stream)
                .toList();
        if (secrets.isEmpty()) {
            then.accept(true);
            return;
        }
        Once<Boolean> once = new Once<>(then);
        program.after(SECRETS_PATIENCE, () -> once.accept(false));
        Set<FileRef> missing = new LinkedHashSet<>(secrets);
        session.ifPresent(present -> present.toMember(() -> present.member()
                .gate()
                .secrets(
                        present,
                        assignment,
                        secrets,
                        secret -> {
                            around.witness().secretReached(node, assignment.task(), secret);
                            missing.remove(secret);
                            if (missing.isEmpty()) {
                                once.accept(true);
                            }
                        },
                        () -> once.accept(false))));
    }
}
