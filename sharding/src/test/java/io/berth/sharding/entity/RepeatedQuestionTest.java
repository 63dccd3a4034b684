package io.berth.sharding.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RepeatedQuestionTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private final RepeatedQuestion repeated =
            new RepeatedQuestion(KIT.system().scheduler(), KIT.system().executionContext());

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void isAskedAgainUntilItIsAnswered() {
        AtomicInteger asked = new AtomicInteger();

        var answer = repeated.ask(
                _ -> asked.incrementAndGet() < 3
                        ? new CompletableFuture<String>()
                        : CompletableFuture.completedStage("here"),
                Duration.ofMinutes(2));

        assertThat(answer.toCompletableFuture().join()).isEqualTo("here");
        assertThat(asked).hasValue(3);
    }

    @Test
    void aLateAnswerToAnEarlierQuestionCounts() {
        CompletableFuture<String> first = new CompletableFuture<>();
        AtomicInteger asked = new AtomicInteger();

        var answer = repeated.ask(
                _ -> {
                    if (asked.incrementAndGet() == 2) {
                        first.complete("late");
                    }
                    return asked.get() == 1 ? first : new CompletableFuture<String>();
                },
                Duration.ofMinutes(2));

        assertThat(answer.toCompletableFuture().join()).isEqualTo("late");
    }

    @Test
    void failsIfNobodyAnswers() {
        var answer = repeated.ask(_ -> new CompletableFuture<String>(), Duration.ofMillis(10));

        assertThatThrownBy(() -> answer.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }
}
