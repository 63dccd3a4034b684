package io.berth.http.compose;

import io.berth.domain.spec.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads {@code healthcheck}. */
final class HealthReader {
    private HealthReader() {}

    static HealthCheck read(Field field) {
        Section section = field.section();
        boolean isDisabled = section.take("disable").flatMap(Field::flag).orElse(false);
        List<String> test = section.take("test").map(HealthReader::test).orElse(List.of());
        Duration interval = duration(section, "interval", HealthCheck.DEFAULT_INTERVAL);
        Duration timeout = duration(section, "timeout", HealthCheck.DEFAULT_TIMEOUT);
        Duration startPeriod = duration(section, "start_period", Duration.ZERO);
        int retries = section.take("retries").flatMap(Field::integer).orElse(HealthCheck.DEFAULT_RETRIES);
        section.finish(Map.of("start_interval", "the interval is the same from the start"));
        return new HealthCheck(isDisabled ? List.of("NONE") : test, interval, timeout, startPeriod, retries);
    }

    private static List<String> test(Field field) {
        return field.isText() ? List.of("CMD-SHELL", field.text().orElse("")) : field.texts();
    }

    static Duration duration(Section section, String key, Duration fallback) {
        return section.take(key)
                .flatMap(field -> field.parsed(Amounts::duration))
                .orElse(fallback);
    }
}
