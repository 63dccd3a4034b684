package io.berth.sharding.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.AgentMessage;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceState;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the one shell of all entities promises, on a member with a journal that can be told to fail. */
class EntityTest {
    private static final String STORE = "entity-test";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TestMember MEMBER = new TestMember(STORE);

    static {
        MEMBER.join(MEMBER);
        await().atMost(PATIENCE).until(MEMBER::isUp);
    }

    @AfterAll
    static void stop() {
        MEMBER.close();
    }

    @Test
    void aRefusedCommandRecordsNothing() {
        Outcome outcome = MEMBER.ask(TestMember.service("nobody"), new ServiceCommand.Scale(3));

        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        assertThat(events("service|service/default/nobody")).isZero();
    }

    @Test
    void whatIsAnsweredIsRecordedAndListed() {
        Outcome outcome = MEMBER.put("listed", TestMember.WEB);

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(events("service|service/default/listed")).isPositive();
        assertThat(MEMBER.list(EntityRef.Kind.SERVICE).entries())
                .anyMatch(entry -> entry.entity().equals(TestMember.service("listed")));
    }

    @Test
    void theWitnessSawWhatWasRecordedAndWhatWasRefused() {
        MEMBER.put("seen", TestMember.WEB);
        MEMBER.ask(TestMember.service("seen"), new ServiceCommand.Put("another", TestMember.WEB, OptionalLong.of(99)));

        List<Witness.Act> acts = MEMBER.acts.stream()
                .filter(act -> act.entity().equals(TestMember.service("seen")))
                .toList();
        Witness.Act put = acts.getFirst();
        assertThat(put.before().exists()).isFalse();
        assertThat(put.after().exists()).isTrue();
        assertThat(put.events()).hasSize((int) put.sequence());
        assertThat(put.recording()).isPositive();
        assertThat(acts)
                .filteredOn(act -> act.refusal().isPresent())
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.command()).isInstanceOf(ServiceCommand.Put.class);
                    assertThat(refused.events()).isEmpty();
                    assertThat(refused.recording()).isZero();
                });
    }

    @Test
    void aWriteThatFailsHasNoEffectAndTheEntityComesBack() {
        MEMBER.put("unlucky", TestMember.WEB);
        SharedJournal.store(STORE).failNext("service|service/default/unlucky");

        Outcome outcome = MEMBER.ask(TestMember.service("unlucky"), new ServiceCommand.Scale(7));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("not confirmed"));
        await().atMost(PATIENCE).until(() -> {
            ServiceState state =
                    (ServiceState) ((Outcome.Accepted) MEMBER.describe(TestMember.service("unlucky"))).state();
            return state.exists() && state.spec().equals(TestMember.WEB);
        });
        assertThat(MEMBER.ask(TestMember.service("unlucky"), new ServiceCommand.Scale(2)))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void anInstructionIsRepeatedUntilTheAgentReports() {
        TestProbe<AgentMessage> agent = MEMBER.connect("repeating", "s1");
        MEMBER.put("repeated", TestMember.WEB);

        AgentMessage first = agent.receiveMessage(PATIENCE);

        assertThat(first).isInstanceOf(AgentInstruction.StartTask.class);
        agent.fishForMessage(
                PATIENCE,
                again -> again.equals(first) ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore());
    }

    @Test
    void anAgentWhoseConnectionDiesWithItsMemberIsDisconnected() {
        TestProbe<AgentMessage> agent = MEMBER.connect("orphaned", "s1");
        await().atMost(PATIENCE).until(() -> liveness("orphaned") == Liveness.READY);

        agent.stop();

        await().atMost(PATIENCE).until(() -> liveness("orphaned") != Liveness.READY);
    }

    @Test
    void theEndOfAnOldConnectionDoesNotEndTheNewOne() {
        TestProbe<AgentMessage> old = MEMBER.connect("returning", "s1");
        MEMBER.connect("returning", "s2");
        old.stop();

        MEMBER.ask(new NodeId("returning").ref(), new NodeCommand.Wake(false));

        assertThat(liveness("returning")).isEqualTo(Liveness.READY);
    }

    private static Liveness liveness(String node) {
        return ((NodeState) ((Outcome.Accepted) MEMBER.describe(new NodeId(node).ref())).state()).liveness();
    }

    private static int events(String persistenceId) {
        return SharedJournal.store(STORE).count(persistenceId);
    }
}
