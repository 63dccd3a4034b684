package io.berth.agent.node;

import io.berth.agent.LogSink;
import io.berth.agent.Patience;
import io.berth.domain.agent.LogLine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Takes every line of a log. */
final class CollectingSink implements LogSink {
    private final List<LogLine> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<List<LogLine>> end = new CompletableFuture<>();

    List<LogLine> lines() {
        return lines;
    }

    List<LogLine> awaitEnd() throws Exception {
        return end.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public boolean line(LogLine line) {
        lines.add(line);
        return true;
    }

    @Override
    public void end() {
        end.complete(lines);
    }

    @Override
    public void fail(String why) {
        end.completeExceptionally(new AssertionError(why));
    }
}
