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
    private final List<String> lines = new ArrayList<>();

    public Trace(Agenda agenda, boolean isKept) {
        this.agenda = agenda;
        this.isKept = isKept;
    }

    public void line(String who, Supplier<String> what) {
        if (isKept) {
            lines.add(String.format(Locale.ROOT, "%11.6f  %-8s  %s", agenda.micros() / 1e6, who, what.get()));
        }
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
