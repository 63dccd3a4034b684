package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Agenda;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What has happened, line by line, for people; or nothing, which is much faster. */
public final class Trace {
    private final Agenda agenda;
    private final boolean isKept;
    private final List<Line> lines = new ArrayList<>();

    /**
     * One thing that has happened.
     *
     * @param micros since the start
     * @param who a program, or whoever else acts
     * @param text what
     * @param isDetail whether it only leads to something else that has a line of its own
     */
    public record Line(long micros, String who, String text, boolean isDetail) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%11.6f  %-8s  %s", micros / 1e6, who, text);
        }
    }

    public Trace(Agenda agenda, boolean isKept) {
        this.agenda = agenda;
        this.isKept = isKept;
    }

    public void line(String who, Supplier<String> what) {
        if (isKept) {
            lines.add(new Line(agenda.micros(), who, what.get(), false));
        }
    }

    /** A line that is left out where only the outcome matters, such as a command whose events follow. */
    void detail(String who, Supplier<String> what) {
        if (isKept) {
            lines.add(new Line(agenda.micros(), who, what.get(), true));
        }
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }
}
