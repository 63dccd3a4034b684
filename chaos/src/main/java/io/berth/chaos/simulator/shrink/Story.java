package io.berth.chaos.simulator.shrink;

import io.berth.chaos.simulator.run.Verdict;
import io.berth.chaos.simulator.world.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a trace leads to a finding: what users and fate do, and what happens to the services, nodes and claims that the
 * finding names. Commands whose events follow are left out.
 */
final class Story {
    /** More than that nobody reads; the end is what matters. */
    static final int LINES_MAX = 120;

    /** What acts on everybody, so that it is never left out. */
    private static final Set<String> CHORUS = Set.of("plan", "cluster", "judge", "client");

    private static final Pattern WORD = Pattern.compile("[a-zA-Z0-9/]+");

    private Story() {}

    static List<String> of(Verdict verdict) {
        Set<String> names = names(verdict);
        List<Trace.Line> told = verdict.trace().stream()
                .filter(line -> !line.isDetail() && isAbout(line, names))
                .toList();
        int left = Math.max(0, told.size() - LINES_MAX);
        List<String> lines = new ArrayList<>();
        if (left > 0) {
            lines.add("  (%d lines before)".formatted(left));
        }
        told.subList(left, told.size()).forEach(line -> lines.add(line.toString()));
        return lines;
    }

    /** Names of services, nodes and claims that the findings speak of. */
    private static Set<String> names(Verdict verdict) {
        Set<String> known = new HashSet<>(verdict.plan().layout().machines());
        known.addAll(Set.of("web", "api", "db"));
        Set<String> named = verdict.findings().stream()
                .flatMap(finding -> words(finding.text()).stream())
                .collect(Collectors.toSet());
        named.retainAll(known);
        return named;
    }

    private static boolean isAbout(Trace.Line line, Set<String> names) {
        return names.isEmpty()
                || CHORUS.contains(line.who())
                || !isOfEntity(line.text())
                || !Collections.disjoint(words(line.text()), names);
    }

    private static boolean isOfEntity(String text) {
        return text.contains(" + ") || text.contains(" recovered at ") || text.startsWith("container of ");
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        WORD.matcher(text).results().map(MatchResult::group).forEach(word -> {
            words.add(word);
            words.add(word.substring(word.lastIndexOf('/') + 1));
        });
        return words;
    }
}
