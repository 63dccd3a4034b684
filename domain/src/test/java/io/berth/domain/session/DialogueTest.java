package io.berth.domain.session;

import static io.berth.domain.node.NodeStory.T1;
import static io.berth.domain.node.NodeStory.T2;
import static io.berth.domain.node.NodeStory.report;
import static io.berth.domain.node.NodeStory.saw;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.NodeCommand.Connect;
import io.berth.domain.command.NodeCommand.Disconnect;
import io.berth.domain.command.NodeCommand.ReportOrphans;
import io.berth.domain.entity.Rejection;
import io.berth.domain.fleet.NodeFixture;
import io.berth.domain.session.Dialogue.Question;
import io.berth.domain.session.Dialogue.Step;
import io.berth.domain.task.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A member and a node that talk about one session, with answers that come late, twice or never. */
class DialogueTest {
    private static final String SESSION = "s1";
    private static final Duration MOMENT = Duration.ofMillis(1);

    private static final long INCARNATION = 7;

    private final Dialogue dialogue = new Dialogue(new Connect(
            SESSION, OptionalLong.empty(), "run-1", NodeFixture.NODE_A.info(), List.of(saw(T1, TaskState.RUNNING))));
    private Duration now = Duration.ZERO;
    private long asked;

    private DialogueTest after(Duration time) {
        now = now.plus(time);
        return this;
    }

    private Step step() {
        return dialogue.next(now);
    }

    private void asks(NodeCommand command) {
        assertThat(step())
                .isInstanceOfSatisfying(
                        Step.Ask.class,
                        ask -> assertThat(ask.question()).isInstanceOfSatisfying(Question.Say.class, say -> {
                            asked = say.number();
                            assertThat(say.command()).isEqualTo(command);
                        }));
    }

    private void isAnswered() {
        dialogue.accepted(asked, now);
    }

    private void isRefused() {
        dialogue.refused(asked, new Rejection(Rejection.Code.STALE, "another session"));
    }

    private static Connect hello() {
        return new Connect(
                SESSION,
                OptionalLong.of(INCARNATION),
                "run-1",
                NodeFixture.NODE_A.info(),
                List.of(saw(T1, TaskState.RUNNING)));
    }

    private DialogueTest greeted() {
        assertThat(step())
                .isInstanceOfSatisfying(
                        Step.Ask.class, ask -> assertThat(ask.question()).isEqualTo(new Question.Look(1)));
        dialogue.found(1, INCARNATION);
        asks(hello());
        return this;
    }

    private DialogueTest known() {
        greeted().isAnswered();
        return this;
    }

    @Test
    void theNodeIsLookedAtBeforeItsAgentSaysHello() {
        step();
        after(Dialogue.REPEAT);
        assertThat(step()).isEqualTo(new Step.Ask(new Question.Look(1)));
        dialogue.found(1, INCARNATION);
        asks(hello());
    }

    @Test
    void theHelloIsAskedAgainUntilItIsAnswered() {
        greeted();
        assertThat(step()).isEqualTo(new Step.Rest(Dialogue.REPEAT));
        after(Dialogue.REPEAT).asks(hello());
        isAnswered();
        assertThat(step()).isEqualTo(new Step.Rest(now.plus(Dialogue.RENEWAL)));
    }

    @Test
    void aSecondLookDoesNotMakeAnOldHelloYounger() {
        greeted();
        dialogue.found(1, INCARNATION + 1);
        after(Dialogue.REPEAT).asks(hello());
    }

    @Test
    void aSessionThatEndsBeforeItsHelloLeavesNothingToSay() {
        step();
        dialogue.end("the connection broke", now);
        assertThat(step()).isEqualTo(new Step.Over());
    }

    @Test
    void reportsThatComeMeanwhileWaitAndTheLaterOneOfATaskCounts() {
        greeted();
        dialogue.report(List.of(saw(T1, TaskState.PREPARING), saw(T2, TaskState.RUNNING)));
        dialogue.report(List.of(saw(T1, TaskState.RUNNING)));
        assertThat(step()).isInstanceOf(Step.Rest.class);
        isAnswered();
        asks(report(SESSION, saw(T2, TaskState.RUNNING), saw(T1, TaskState.RUNNING)));
        dialogue.orphans(List.of("c1", "c1"));
        isAnswered();
        asks(new ReportOrphans(SESSION, List.of("c1")));
    }

    @Test
    void aReportThatGetsNoAnswerIsRepeated() {
        known();
        dialogue.report(List.of(saw(T1, TaskState.FAILED)));
        asks(report(SESSION, saw(T1, TaskState.FAILED)));
        after(Dialogue.REPEAT).asks(report(SESSION, saw(T1, TaskState.FAILED)));
    }

    @Test
    void anAnswerThatComesTwiceIsNoAnswerToTheNextQuestion() {
        known();
        dialogue.report(List.of(saw(T1, TaskState.FAILED)));
        asks(report(SESSION, saw(T1, TaskState.FAILED)));
        dialogue.accepted(asked - 1, now);
        after(Dialogue.REPEAT).asks(report(SESSION, saw(T1, TaskState.FAILED)));
    }

    @Test
    void aSilentSessionIsRenewedAndEndedWhenItsNodeDoesNotKnowItAnyMore() {
        known().after(Dialogue.RENEWAL.minus(MOMENT));
        assertThat(step()).isInstanceOf(Step.Rest.class);
        after(MOMENT).asks(report(SESSION));
        isRefused();
        assertThat(step()).isEqualTo(new Step.End("another session"));
        dialogue.end("another session", now);
        assertThat(step()).isEqualTo(new Step.Over());
    }

    @Test
    void aNodeThatDoesNotAnswerForLongEndsTheSession() {
        known().after(Dialogue.RENEWAL).asks(report(SESSION));
        after(Dialogue.PATIENCE.minus(MOMENT));
        assertThat(step()).isInstanceOf(Step.Ask.class);
        after(MOMENT);
        assertThat(step()).isEqualTo(new Step.End("the node's books have not answered for 10 s"));
    }

    @Test
    void whatTheAgentHasSaidBeforeItsEndIsPassedOnAndThenTheEndUntilItIsAnswered() {
        known();
        dialogue.report(List.of(saw(T1, TaskState.COMPLETE)));
        dialogue.end("the agent has left", now);
        asks(report(SESSION, saw(T1, TaskState.COMPLETE)));
        isAnswered();
        asks(new Disconnect(SESSION, "the agent has left"));
        after(Dialogue.REPEAT).asks(new Disconnect(SESSION, "the agent has left"));
        isAnswered();
        assertThat(step()).isEqualTo(new Step.Over());
    }

    @Test
    void aHelloIsNotRepeatedForASessionThatIsOver() {
        greeted();
        dialogue.end("the connection broke", now);
        asks(new Disconnect(SESSION, "the connection broke"));
    }

    @Test
    void anEndThatNobodyHearsIsGivenUpAfterAWhile() {
        known();
        dialogue.end("the connection broke", now);
        asks(new Disconnect(SESSION, "the connection broke"));
        after(Dialogue.PATIENCE);
        assertThat(step()).isEqualTo(new Step.Over());
    }
}
