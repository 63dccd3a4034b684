package io.berth.http.service;

import io.berth.domain.service.Rollout;
import io.berth.http.json.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * The way from one revision to the next.
 *
 * @param kind {@code update} or {@code rollback}
 * @param status such as {@code updating}, {@code paused}, {@code completed}, {@code rollbackCompleted}
 * @param endedAt when it was completed or paused
 * @param slots how many were to be replaced
 * @param begun slots whose replacement has begun
 * @param failed tasks of it that failed
 */
public record RolloutView(
        long revision,
        String kind,
        String status,
        String message,
        String startedAt,
        Optional<String> endedAt,
        int slots,
        int begun,
        int failed) {
    static RolloutView of(Rollout rollout) {
        return new RolloutView(
                rollout.revision(),
                Words.of(rollout.kind()),
                Words.of(rollout.status()),
                rollout.message(),
                rollout.startedAt().toString(),
                Optional.of(rollout.endedAt())
                        .filter(ended -> !ended.equals(Instant.MAX))
                        .map(Instant::toString),
                rollout.slots(),
                rollout.steps().size(),
                rollout.failed().size());
    }
}
