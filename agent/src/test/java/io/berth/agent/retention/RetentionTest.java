package io.berth.agent.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.agent.retention.Retention.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private static Instant second(int seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void aGroupKeepsItsYoungest() {
        Retention<String> retention = new Retention<>(new Limits(2, 100, HOUR));
        List.of("a1", "a2", "b1", "a3").forEach(thing -> retention.keep(thing, thing.charAt(0), START));
        assertThat(retention.due(START)).containsExactly("a1");
    }

    @Test
    void altogetherTheYoungestAreKeptWhateverTheirGroup() {
        Retention<Integer> retention = new Retention<>(new Limits(100, 3, HOUR));
        for (int i = 0; i < 5; i++) {
            retention.keep(i, i, second(i));
        }
        assertThat(retention.due(second(5))).containsExactly(0, 1);
    }

    @Test
    void atItsAgeLimitAThingMustGo() {
        Retention<String> retention = new Retention<>(new Limits(100, 100, HOUR));
        retention.keep("old", "", START);
        retention.keep("young", "", second(1));
        assertThat(retention.due(START.plus(HOUR).minusNanos(1))).isEmpty();
        assertThat(retention.due(START.plus(HOUR))).containsExactly("old");
        assertThat(retention.due(second(1).plus(HOUR))).containsExactly("old", "young");
    }

    @Test
    void whatIsDueIsSaidUntilItIsGone() {
        Retention<String> retention = new Retention<>(new Limits(0, 100, HOUR));
        retention.keep("a", "", START);
        assertThat(retention.due(START)).containsExactly("a");
        assertThat(retention.due(START)).containsExactly("a");
        retention.release("a");
        assertThat(retention.due(START)).isEmpty();
    }

    @Test
    void whatIsNeededAgainDoesNotGo() {
        Retention<String> retention = new Retention<>(new Limits(100, 100, HOUR));
        retention.keep("network", "", START);
        retention.release("network");
        assertThat(retention.due(START.plus(HOUR.multipliedBy(2)))).isEmpty();
    }

    @Test
    void keepingAgainMakesNothingYounger() {
        Retention<String> retention = new Retention<>(new Limits(100, 100, HOUR));
        retention.keep("a", "", START);
        retention.keep("a", "", START.plus(HOUR));
        assertThat(retention.due(START.plus(HOUR))).containsExactly("a");
    }

    @Test
    void theAgeCountsAndNotTheOrderInWhichThingsWereSaid() {
        Retention<String> retention = new Retention<>(new Limits(1, 100, HOUR));
        retention.keep("younger", "g", second(9));
        retention.keep("older", "g", second(1));
        assertThat(retention.due(second(9))).containsExactly("older");
    }

    @Test
    void aLimitBelowZeroIsRefused() {
        assertThatThrownBy(() -> new Limits(-1, 2, HOUR))
                .hasMessage("limits of what is kept must be 0 or more, got -1 of a group, 2 of all, age PT1H");
    }
}
