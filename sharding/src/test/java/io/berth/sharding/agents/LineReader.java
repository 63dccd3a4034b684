package io.berth.sharding.agents;

import io.berth.domain.agent.LogLine;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A reader of a log that asks for lines when the test does. */
final class LineReader implements Flow.Subscriber<LogLine> {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final CompletableFuture<String> end = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;

    Flow.Subscription subscription() {
        return Objects.requireNonNull(subscription);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
    }

    @Override
    public void onNext(LogLine line) {
        lines.add(line.text());
    }

    @Override
    public void onError(Throwable error) {
        end.complete(String.valueOf(error.getMessage()));
    }

    @Override
    public void onComplete() {
        end.complete("complete");
    }
}
