package io.berth.chaos.simulator.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChanceTest {
    /** A seed that was found yesterday must still show the same tomorrow. */
    @Test
    void theSameSeedDrawsTheSameForEver() {
        Chance chance = new Chance(42);

        assertThat(Stream.generate(() -> chance.below(100)).limit(8)).containsExactly(81, 91, 41, 66, 59, 15, 89, 86);
    }

    @Test
    void streamsOfOneSeedAreIndependent() {
        assertThat(Chance.of(1, "network").next())
                .isNotEqualTo(Chance.of(1, "journal").next());
    }

    @Test
    void boundsAreIncluded() {
        Chance chance = new Chance(7);

        assertThat(IntStream.range(0, 1000)
                        .map(i -> chance.between(3, 5))
                        .distinct()
                        .sorted())
                .containsExactly(3, 4, 5);
        assertThat(chance.between(Duration.ofMillis(2), Duration.ofMillis(2))).isEqualTo(Duration.ofMillis(2));
    }

    @Test
    void whatIsImpossibleNeverHappensAndWhatIsCertainAlways() {
        Chance chance = new Chance(7);

        assertThat(IntStream.range(0, 1000).anyMatch(i -> chance.happens(0))).isFalse();
        assertThat(IntStream.range(0, 1000).allMatch(i -> chance.happens(1))).isTrue();
    }
}
