package io.berth.http.spec;

import io.berth.domain.spec.RolloutPolicy;
import io.berth.http.json.DurationText;
import io.berth.http.json.Fields;
import io.berth.http.json.Words;
import java.util.Optional;

/**
 * How a service goes from one revision to the next.
 *
 * @param parallelism slots at once; 0 for all
 * @param delay between slots, such as {@code 10s}
 * @param onFailure {@code pause}, {@code continue} or {@code rollback}
 * @param monitor how long a new task is watched
 * @param maxFailureRatio 0..1
 * @param order {@code stopFirst} or {@code startFirst}
 */
public record PolicyView(
        Optional<Integer> parallelism,
        Optional<String> delay,
        Optional<String> onFailure,
        Optional<String> monitor,
        double maxFailureRatio,
        Optional<String> order) {
    static PolicyView of(RolloutPolicy policy) {
        return new PolicyView(
                Optional.of(policy.parallelism()),
                Optional.of(DurationText.of(policy.delay())),
                Optional.of(Words.of(policy.onFailure())),
                Optional.of(DurationText.of(policy.monitor())),
                policy.maxFailureRatio(),
                Optional.of(Words.of(policy.order())));
    }

    RolloutPolicy toPolicy(Fields fields, String at) {
        RolloutPolicy absent = RolloutPolicy.DEFAULT;
        return new RolloutPolicy(
                parallelism.orElse(absent.parallelism()),
                fields.duration(at + ".delay", delay, absent.delay()),
                fields.word(at + ".onFailure", onFailure, RolloutPolicy.FailureAction.class, absent.onFailure()),
                fields.duration(at + ".monitor", monitor, absent.monitor()),
                maxFailureRatio,
                fields.word(at + ".order", order, RolloutPolicy.Order.class, absent.order()));
    }
}
