package io.berth.chaos.simulator.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Agenda agenda = new Agenda();
    private final List<String> happened = new ArrayList<>();

    @Test
    void thingsHappenInTheOrderOfTheirTimesAndThenOfTheirEntry() {
        agenda.after(SECOND, () -> happened.add("second"));
        agenda.after(SECOND, () -> happened.add("third"));
        agenda.after(Duration.ZERO, () -> happened.add("first"));

        runUntil(SECOND);

        assertThat(happened).containsExactly("first", "second", "third");
    }

    @Test
    void timePassesWithoutAnythingHappening() {
        agenda.after(SECOND.multipliedBy(2), () -> happened.add("too late"));

        runUntil(SECOND);

        assertThat(happened).isEmpty();
        assertThat(agenda.now()).isEqualTo(Agenda.START.plus(SECOND));
    }

    @Test
    void whatIsEnteredMeanwhileHappensToo() {
        agenda.after(SECOND, () -> agenda.after(SECOND, () -> happened.add("child")));

        runUntil(SECOND.multipliedBy(2));

        assertThat(happened).containsExactly("child");
        assertThat(agenda.steps()).isEqualTo(2);
    }

    private void runUntil(Duration end) {
        while (agenda.step(end)) {
            // Each step appends to what has happened.
        }
    }
}
