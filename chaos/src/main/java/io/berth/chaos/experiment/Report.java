package io.berth.chaos.experiment;

import io.berth.chaos.experiment.Outcome.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is written about an experiment. */
public record Report(Outcome outcome) {
    private static final int WIDTH = 800;
    private static final int ROW = 18;

    /** In one line. */
    public String line() {
        return "%s: %s%s%s%s"
                .formatted(
                        outcome.experiment().title(),
                        verdict(),
                        part(", detected after ", outcome.detected()),
                        part(", replaced after ", outcome.replaced()),
                        part(", recovered after ", outcome.recovered()));
    }

    /** In Markdown. */
    public String markdown() {
        String faults = outcome.experiment().faults().stream()
                .map(fault -> "- " + fault + "\n")
                .collect(Collectors.joining());
        String moments = outcome.moments().stream()
                .map(moment -> "| %s | %s | %s |%n"
                        .formatted(
                                Words.of(moment.at()),
                                word(moment),
                                moment.text().replace("|", "\\|")))
                .collect(Collectors.joining());
        return """
            # %s

            **%s**, order %s, seed %d.

            | detected | replaced | recovered |
            |---|---|---|
            | %s | %s | %s |

            ## What was done

            %s
            ## What happened

            | at | what | text |
            |---|---|---|
            %s\
            """.formatted(
                        outcome.experiment().title(),
                        verdict(),
                        outcome.experiment().order().name().toLowerCase(Locale.ROOT),
                        outcome.experiment().seed(),
                        cell(outcome.detected()),
                        cell(outcome.replaced()),
                        cell(outcome.recovered()),
                        faults,
                        moments);
    }

    /** As a page with a timeline, which needs nothing else. */
    public String html() {
        List<Moment> moments = outcome.moments();
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            drawn.append("<circle cx=\"%d\" cy=\"%d\" r=\"5\" class=\"%s\"/><text x=\"%d\" y=\"%d\">%s %s</text>%n"
                    .formatted(
                            x(moment),
                            y(i),
                            word(moment),
                            WIDTH + 20,
                            y(i) + 4,
                            Words.of(moment.at()),
                            escaped(moment.text())));
        }
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>%1$s</title>
            <style>body{font:15px sans-serif;margin:2em}text{font:12px sans-serif}
            .fault{fill:#c0262d}.undo{fill:#b36b00}.broken{fill:#7a1f6b}.holds{fill:#1b7f3b}.note{fill:#4a5568}</style>
            </head><body><h1>%1$s</h1><p><strong>%2$s</strong></p>
            <svg width="%3$d" height="%4$d" role="img" aria-label="Timeline of the experiment">
            <line x1="10" y1="6" x2="%5$d" y2="6" stroke="#4a5568"/>
            %6$s</svg></body></html>
            """.formatted(
                        escaped(outcome.experiment().title()),
                        escaped(line()),
                        WIDTH * 2,
                        y(moments.size()) + ROW,
                        WIDTH,
                        drawn);
    }

    private long x(Moment moment) {
        long whole = Math.max(1, outcome.moments().getLast().at().toMillis());
        return 10 + moment.at().toMillis() * (WIDTH - 20) / whole;
    }

    private static int y(int row) {
        return ROW + row * ROW;
    }

    private String verdict() {
        return outcome.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String word(Moment moment) {
        return moment.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String part(String words, Optional<Duration> after) {
        return after.map(duration -> words + Words.of(duration)).orElse("");
    }

    private static String cell(Optional<Duration> after) {
        return after.map(Words::of).orElse("-");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
