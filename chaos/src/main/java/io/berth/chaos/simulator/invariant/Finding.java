package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.clock.Agenda;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that must not be.
 *
 * @param invariant its name, such as {@code S4}
 * @param micros when it was seen, since the start
 * @param text what was seen
 */
public record Finding(String invariant, long micros, String text) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s at %.6f s: %s", invariant, micros / 1e6, text);
    }

    /** Where the invariants write down what they find. */
    public static final class Book {
        private final Agenda agenda;
        private final List<Finding> findings = new ArrayList<>();

        public Book(Agenda agenda) {
            this.agenda = agenda;
        }

        public void add(String invariant, String text) {
            findings.add(new Finding(invariant, agenda.micros(), text));
        }

        public boolean isEmpty() {
            return findings.isEmpty();
        }

        public List<Finding> all() {
            return List.copyOf(findings);
        }
    }
}
