package io.berth.http.spec;

import io.berth.domain.spec.RestartPolicy;
import io.berth.http.json.DurationText;
import io.berth.http.json.Fields;
import io.berth.http.json.Words;
import java.util.Optional;

/**
 * What follows when a task ends by itself.
 *
 * @param condition {@code none}, {@code onFailure} or {@code any}
 * @param delay such as {@code 5s}
 * @param maxAttempts 0 for no limit
 * @param window such as {@code 2m}; {@code 0s} for ever
 * @param place {@code newTask} or {@code inPlace}
 */
public record RestartView(
        Optional<String> condition,
        Optional<String> delay,
        int maxAttempts,
        Optional<String> window,
        Optional<String> place) {
    static RestartView of(RestartPolicy policy) {
        return new RestartView(
                Optional.of(Words.of(policy.condition())),
                Optional.of(DurationText.of(policy.delay())),
                policy.maxAttempts(),
                Optional.of(DurationText.of(policy.window())),
                Optional.of(Words.of(policy.place())));
    }

    RestartPolicy toPolicy(Fields fields, String at) {
        RestartPolicy absent = RestartPolicy.DEFAULT;
        return new RestartPolicy(
                fields.word(at + ".condition", condition, RestartPolicy.Condition.class, absent.condition()),
                fields.duration(at + ".delay", delay, absent.delay()),
                maxAttempts,
                fields.duration(at + ".window", window, absent.window()),
                fields.word(at + ".place", place, RestartPolicy.Place.class, absent.place()));
    }
}
