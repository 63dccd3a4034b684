package io.berth.sharding.agents;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Rejection;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.session.Dialogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads the {@link Dialogue} of one session with its node, from any thread. */
final class Talk {
    private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

    /** How late a repetition or a renewal may be. */
    private static final long LOOK_MILLIS = 250;

    private final NodeId node;
    private final NodeGate gate;
    private final Consumer<AgentInstruction> instructions;
    private final Consumer<String> onFault;
    private final Dialogue dialogue;
    private final long began = System.nanoTime();
    private final Future<?> looking;

    /**
     * @param instructions takes what the agent is told
     * @param onFault told why the session is to be ended; does not wait for anything
     */
    Talk(
            NodeId node,
            NodeCommand.Connect hello,
            NodeGate gate,
            ScheduledExecutorService timer,
            Consumer<AgentInstruction> instructions,
            Consumer<String> onFault) {
        this.node = node;
        this.gate = gate;
        this.instructions = instructions;
        this.onFault = onFault;
        this.dialogue = new Dialogue(hello);
        this.looking = timer.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void report(List<TaskReport> reports) {
        dialogue.report(reports);
        goOn();
    }

    synchronized void orphans(List<String> runtimeIds) {
        dialogue.orphans(runtimeIds);
        goOn();
    }

    synchronized void end(String reason) {
        dialogue.end(reason, now());
        goOn();
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void look() {
        try {
            goOn();
        } catch (RuntimeException e) {
            LOG.error("cannot ask node {}", node, e);
        }
    }

    private synchronized void goOn() {
        boolean isBusy = true;
        while (isBusy) {
            switch (dialogue.next(now())) {
                case Dialogue.Step.Ask(var question) -> ask(question);
                case Dialogue.Step.Rest _ -> isBusy = false;
                case Dialogue.Step.End(var reason) -> {
                    onFault.accept(reason);
                    isBusy = false;
                }
                case Dialogue.Step.Over _ -> {
                    looking.cancel(false);
                    isBusy = false;
                }
            }
        }
    }

    private void ask(Dialogue.Question question) {
        switch (question) {
            case Dialogue.Question.Look(var number) ->
                hear(gate.incarnation(node), found -> dialogue.found(number, found));
            case Dialogue.Question.Say(var number, NodeCommand.Connect connect) ->
                hear(gate.connect(node, connect, instructions), refusal -> answered(number, refusal));
            case Dialogue.Question.Say(var number, var command) ->
                hear(gate.ask(node, command), refusal -> answered(number, refusal));
        }
    }

    private <T> void hear(CompletionStage<T> answer, Consumer<T> then) {
        answer.whenComplete((value, failure) -> {
            if (failure == null) {
                synchronized (this) {
                    then.accept(value);
                    goOn();
                }
            } else {
                // This tells nothing: the question is asked again in its time.
                LOG.debug("node {} has not answered", node, failure);
            }
        });
    }

    private void answered(long question, Optional<Rejection> refusal) {
        refusal.ifPresentOrElse(
                rejection -> dialogue.refused(question, rejection), () -> dialogue.accepted(question, now()));
    }
}
