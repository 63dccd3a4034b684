package io.berth.http.spec;

import io.berth.domain.spec.Mode;
import io.berth.http.json.Fields;
import java.util.Optional;

/**
 * How many tasks a service wants.
 *
 * @param kind {@code replicated}, {@code global}, {@code replicatedJob} or {@code globalJob}
 * @param replicas of kind {@code replicated}; 1 if left out
 * @param maxConcurrent of kind {@code replicatedJob}; as many as {@code totalCompletions} if left out
 * @param totalCompletions of kind {@code replicatedJob}; 1 if left out
 */
public record ModeView(
        String kind, Optional<Integer> replicas, Optional<Integer> maxConcurrent, Optional<Integer> totalCompletions) {
    static final ModeView ONE_REPLICA = new ModeView("replicated", Optional.of(1), Optional.empty(), Optional.empty());

    public static ModeView of(Mode mode) {
        return switch (mode) {
            case Mode.Replicated(int count) ->
                new ModeView("replicated", Optional.of(count), Optional.empty(), Optional.empty());
            case Mode.ReplicatedJob(int most, int total) ->
                new ModeView("replicatedJob", Optional.empty(), Optional.of(most), Optional.of(total));
            case Mode.Global() -> new ModeView("global", Optional.empty(), Optional.empty(), Optional.empty());
            case Mode.GlobalJob() -> new ModeView("globalJob", Optional.empty(), Optional.empty(), Optional.empty());
        };
    }

    Mode toMode(Fields fields, String at) {
        boolean isJob = kind.equals("replicatedJob");
        boolean isReplicated = kind.isEmpty() || kind.equals("replicated");
        if (replicas.isPresent() && !isReplicated) {
            fields.refuse(at + ".replicas", replicas.get().toString(), "must be left out of kind " + kind);
        }
        if (!isJob && (maxConcurrent.isPresent() || totalCompletions.isPresent())) {
            fields.refuse(at, kind, "must be of kind replicatedJob to have maxConcurrent or totalCompletions");
        }
        return switch (kind) {
            case "", "replicated" -> new Mode.Replicated(replicas.orElse(1));
            case "replicatedJob" -> {
                int total = totalCompletions.orElse(1);
                yield new Mode.ReplicatedJob(maxConcurrent.orElse(total), total);
            }
            case "global" -> new Mode.Global();
            case "globalJob" -> new Mode.GlobalJob();
            default -> {
                fields.refuse(at + ".kind", kind, "must be one of replicated, global, replicatedJob, globalJob");
                yield new Mode.Replicated(1);
            }
        };
    }
}
