package io.berth.agent.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RestartPolicy.Condition;
import io.berth.domain.spec.RestartPolicy.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InPlaceRestartTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DELAY = Duration.ofSeconds(2);

    private static RestartPolicy policy(Condition condition, int attempts, Duration window) {
        return new RestartPolicy(condition, DELAY, attempts, window, Place.IN_PLACE);
    }

    @Test
    void aPolicyOfNewTasksRestartsNothingInPlace() {
        assertThat(InPlaceRestart.delay(RestartPolicy.DEFAULT, false, 1, List.of(), NOW))
                .isEmpty();
    }

    @Test
    void theConditionDecides() {
        assertThat(InPlaceRestart.delay(policy(Condition.NONE, 0, Duration.ZERO), false, 1, List.of(), NOW))
                .isEmpty();
        assertThat(InPlaceRestart.delay(policy(Condition.ON_FAILURE, 0, Duration.ZERO), false, 0, List.of(), NOW))
                .isEmpty();
        assertThat(InPlaceRestart.delay(policy(Condition.ON_FAILURE, 0, Duration.ZERO), false, 1, List.of(), NOW))
                .contains(DELAY);
        assertThat(InPlaceRestart.delay(policy(Condition.ANY, 0, Duration.ZERO), false, 0, List.of(), NOW))
                .contains(DELAY);
    }

    @Test
    void anInitContainerThatEndedWellIsNotRestarted() {
        assertThat(InPlaceRestart.delay(policy(Condition.ANY, 0, Duration.ZERO), true, 0, List.of(), NOW))
                .isEmpty();
        assertThat(InPlaceRestart.delay(policy(Condition.ANY, 0, Duration.ZERO), true, 1, List.of(), NOW))
                .contains(DELAY);
    }

    @Test
    void onlyRestartsInsideTheWindowCount() {
        RestartPolicy twoInTenSeconds = policy(Condition.ANY, 2, Duration.ofSeconds(10));
        List<Instant> oneIsOld = List.of(NOW.minusSeconds(60), NOW.minusSeconds(5));
        List<Instant> bothAreNew = List.of(NOW.minusSeconds(6), NOW.minusSeconds(5));
        assertThat(InPlaceRestart.delay(twoInTenSeconds, false, 1, oneIsOld, NOW))
                .contains(DELAY);
        assertThat(InPlaceRestart.delay(twoInTenSeconds, false, 1, bothAreNew, NOW))
                .isEmpty();
    }

    @Test
    void withoutAWindowAllRestartsCount() {
        RestartPolicy once = policy(Condition.ANY, 1, Duration.ZERO);
        assertThat(InPlaceRestart.delay(once, false, 1, List.of(NOW.minusSeconds(1_000_000)), NOW))
                .isEmpty();
    }
}
