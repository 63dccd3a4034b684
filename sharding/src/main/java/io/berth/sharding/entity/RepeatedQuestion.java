package io.berth.sharding.entity;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Scheduler;
import scala.concurrent.ExecutionContextExecutor;

/**
 * Asks what changes nothing again and again, until it is answered: a message to a member that has just died is lost, and
 * the next one goes where the entity lives by then.
 */
final class RepeatedQuestion {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final ExecutionContextExecutor executor;

    RepeatedQuestion(Scheduler scheduler, ExecutionContextExecutor executor) {
        this.scheduler = scheduler;
        this.executor = executor;
    }

    /**
     * The first answer to any of the questions.
     *
     * @param question asks once, and fails if no answer has come within that time
     * @param patience from the first question to the failure
     */
    <T> CompletionStage<T> ask(Function<Duration, CompletionStage<T>> question, Duration patience) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        next(question, System.nanoTime() + patience.toNanos(), answer);
        return answer;
    }

    private <T> void next(Function<Duration, CompletionStage<T>> question, long deadline, CompletableFuture<T> answer) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (answer.isDone()) {
            return;
        }
        if (left.isNegative() || left.isZero()) {
            answer.completeExceptionally(new TimeoutException("no answer came"));
            return;
        }
        var _ = question.apply(left).thenAccept(answer::complete);
        Duration pause = left.compareTo(EVERY) < 0 ? left : EVERY;
        var _ = scheduler.scheduleOnce(pause, () -> next(question, deadline, answer), executor);
    }
}
