package io.berth.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.NodeCommand.Connect;
import io.berth.domain.command.NodeCommand.Report;
import io.berth.domain.command.NodeCommand.Reserve;
import io.berth.domain.command.ReservedTask;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Recorded;
import io.berth.domain.entity.Rejection;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.node.NodeRules;
import io.berth.domain.node.NodeState;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.Platform;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConductTest {
    private static final NodeId NODE = new NodeId("n1");
    private static final NodeInfo INFO = new NodeInfo(
            "n1",
            "10.0.0.1",
            new Platform("linux", "x86_64"),
            Set.of("simulated"),
            "",
            Map.of(),
            new Resources(8_000_000_000L, 8L << 30),
            true);
    private static final TaskGroup WEB = new TaskGroup(
            ServiceId.of("web"),
            "u1",
            1,
            TaskTemplate.of(ContainerSpec.of("web", "busybox:1", List.of())),
            List.of(),
            Map.of());

    private final NodeRules rules = new NodeRules();
    private Conduct<NodeState, NodeCommand, NodeEvent> conduct = new Conduct<>(NODE.ref(), rules);
    private NodeState state = rules.initial("n1");
    private Instant now = Given.START;
    private long sequence;

    @Test
    void anEntityThatIsNotThereYetRestsAfterAWhile() {
        assertThat(conduct.firstTick(state)).isEqualTo(Conduct.LINGER);
        assertThat(conduct.tick(state)).isEmpty();
    }

    @Test
    void instructionsAreSaidAtOnceAndAgainUntilTheStateNoLongerAsks() {
        does(new Connect("s1", INFO, List.of()));

        assertThat(does(reserve()).instructions()).hasSize(2);
        now = now.plus(Outbox.REPEAT).minusMillis(1);
        assertThat(ticks().instructions()).isEmpty();
        now = now.plusMillis(1);
        assertThat(ticks().instructions()).singleElement().isInstanceOf(Instruction.ToAgent.class);
    }

    @Test
    void theNextRepetitionIsWhenTheOldestIsDue() {
        does(new Connect("s1", INFO, List.of()));

        assertThat(does(reserve()).tickAt()).contains(now.plus(Outbox.REPEAT));
    }

    @Test
    void aNewAgentIsToldEverythingAtOnce() {
        does(new Connect("s1", INFO, List.of()));
        does(reserve());

        conduct.agentAttached();

        assertThat(does(new Connect("s2", INFO, List.of())).instructions())
                .singleElement()
                .isInstanceOf(Instruction.ToAgent.class);
    }

    /** Rules with one question that is open while the node is ready. */
    private static final class Curious implements Rules<NodeState, NodeCommand, NodeEvent> {
        private static final Instruction QUESTION =
                new Instruction.Tell(NODE.ref(), new NodeCommand.Disconnect("s0", "a question"));
        private final NodeRules rules = new NodeRules();

        @Override
        public NodeState initial(String id) {
            return rules.initial(id);
        }

        @Override
        public Decision<NodeEvent> decide(NodeState state, NodeCommand command, Context context) {
            return rules.decide(state, command, context);
        }

        @Override
        public NodeState apply(NodeState state, Recorded<NodeEvent> recorded) {
            return rules.apply(state, recorded);
        }

        @Override
        public List<Instruction> instructions(NodeState state) {
            return List.of();
        }

        @Override
        public NodeCommand wake(boolean recovered) {
            return rules.wake(recovered);
        }

        @Override
        public Optional<Instant> wakeAt(NodeState state) {
            return Optional.empty();
        }

        @Override
        public List<Instruction> questions(NodeState state) {
            return List.of(QUESTION);
        }

        @Override
        public boolean hasQuestions(NodeState state) {
            return state.liveness() == Liveness.READY;
        }
    }

    @Test
    void anOpenQuestionIsAskedFromTimeToTime() {
        conduct = new Conduct<>(NODE.ref(), new Curious());
        Conduct.Next first = does(new Connect("s1", INFO, List.of()));
        assertThat(first.instructions()).isEmpty();
        assertThat(first.tickAt()).contains(now.plus(Conduct.QUESTIONS_EVERY));

        for (int times = 0; times < 2; times++) {
            now = now.plus(Conduct.QUESTIONS_EVERY);
            Conduct.Next next = ticks();
            assertThat(next.instructions()).containsExactly(Curious.QUESTION);
            assertThat(next.tickAt()).contains(now.plus(Conduct.QUESTIONS_EVERY));
        }
        assertThat(does(new NodeCommand.Disconnect("s1", "test")).tickAt()).isEmpty();
    }

    /** An agent that is quick may connect to a node that has just recovered: it must not be thrown out again. */
    @Test
    void recoveryComesBeforeTheFirstCommand() {
        does(new Connect("s1", INFO, List.of()));
        startsAgain();

        does(new Connect("s2", INFO, List.of()));
        ticks();

        assertThat(state.liveness()).isEqualTo(Liveness.READY);
        assertThat(state.session()).isEqualTo("s2");
    }

    @Test
    void aRefusedFirstCommandWakesTheEntityNevertheless() {
        does(new Connect("s1", INFO, List.of()));
        startsAgain();

        Conduct.Turn<NodeEvent> turn = decides(new Report("s1", List.of()));

        assertThat(turn.refusal()).map(Rejection::code).contains(Rejection.Code.STALE);
        assertThat(turn.isMereRefusal()).isFalse();
        assertThat(kinds(turn)).containsExactly("AgentDisconnected");
    }

    @Test
    void aRefusalThatChangesNothingHasNoSequel() {
        does(new Connect("s1", INFO, List.of()));

        assertThat(decides(new Report("s0", List.of())).isMereRefusal()).isTrue();
    }

    @Test
    void aWakeThatIsOverdueIsNotRepeatedWithoutRest() {
        does(new Connect("s1", INFO, List.of()));
        does(new NodeCommand.Disconnect("s1", "test"));
        Instant leaseEnds = state.leaseEnds();

        now = leaseEnds.plusSeconds(1);
        Conduct.Turn<NodeEvent> nothing = new Conduct.Turn<>(List.of(), List.of(), Optional.empty());

        assertThat(conduct.follow(state, sequence, nothing, now).tickAt()).contains(now.plus(Conduct.SHORTEST_SLEEP));
    }

    @Test
    void instructionsBearTheEventThatLedToThem() {
        Cause user = new Cause("user:a", "r1");
        Conduct.Turn<NodeEvent> turn = conduct.decide(state, new Connect("s1", INFO, List.of()), user, context());
        record(turn);

        assertThat(conduct.follow(state, sequence, turn, now).cause()).isEqualTo(new Cause("user:a", "node/n1#1"));
    }

    private static Reserve reserve() {
        return new Reserve(WEB, List.of(new ReservedTask(TaskIds.of("u1", 1), Slot.of(1))));
    }

    private void startsAgain() {
        conduct = new Conduct<>(NODE.ref(), rules);
    }

    private Conduct.Next ticks() {
        return does(conduct.tick(state).orElseThrow());
    }

    private Conduct.Next does(NodeCommand command) {
        Conduct.Turn<NodeEvent> turn = decides(command);
        record(turn);
        return conduct.follow(state, sequence, turn, now);
    }

    private Conduct.Turn<NodeEvent> decides(NodeCommand command) {
        return conduct.decide(state, command, Cause.SYSTEM, context());
    }

    private Context context() {
        return new Context(now, FleetView.EMPTY, 1);
    }

    private void record(Conduct.Turn<NodeEvent> turn) {
        for (Recorded<NodeEvent> recorded : turn.events()) {
            state = rules.apply(state, recorded);
            sequence++;
        }
    }

    private static List<String> kinds(Conduct.Turn<? extends EntityEvent> turn) {
        return turn.events().stream()
                .map(recorded -> recorded.event().getClass().getSimpleName())
                .toList();
    }
}
