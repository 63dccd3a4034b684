package io.berth.http.spec;

import io.berth.domain.spec.HealthCheck;
import io.berth.http.json.DurationText;
import io.berth.http.json.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A command that tells whether a container is healthy, as Docker's HEALTHCHECK; durations such as {@code 30s}. */
public record HealthCheckView(
        List<String> test,
        Optional<String> interval,
        Optional<String> timeout,
        Optional<String> startPeriod,
        Optional<Integer> retries,
        Optional<String> startInterval) {
    static HealthCheckView of(HealthCheck check) {
        return new HealthCheckView(
                check.test(),
                Optional.of(DurationText.of(check.interval())),
                Optional.of(DurationText.of(check.timeout())),
                Optional.of(DurationText.of(check.startPeriod())),
                Optional.of(check.retries()),
                Optional.of(check.startInterval())
                        .filter(interval -> !interval.isZero())
                        .map(DurationText::of));
    }

    HealthCheck toHealthCheck(Fields fields, String at) {
        return new HealthCheck(
                test,
                fields.duration(at + ".interval", interval, HealthCheck.DEFAULT_INTERVAL),
                fields.duration(at + ".timeout", timeout, HealthCheck.DEFAULT_TIMEOUT),
                fields.duration(at + ".startPeriod", startPeriod, Duration.ZERO),
                retries.orElse(HealthCheck.DEFAULT_RETRIES),
                fields.duration(at + ".startInterval", startInterval, Duration.ZERO));
    }
}
