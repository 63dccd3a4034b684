package io.berth.http.compose;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what there is to tell about a file while it is read. */
final class Notes {
    /** Nobody reads more, and a hostile file could ask for millions. */
    private static final int MOST = 500;

    private final Set<Note> warnings = new LinkedHashSet<>();
    private final Set<Note> problems = new LinkedHashSet<>();

    void warn(int line, String key, String message) {
        add(warnings, new Note(line, key, message));
    }

    void problem(int line, String key, String message) {
        add(problems, new Note(line, key, message));
    }

    private static void add(Set<Note> notes, Note note) {
        if (notes.size() < MOST) {
            notes.add(note);
        }
    }

    List<Note> warnings() {
        return byLine(warnings);
    }

    List<Note> problems() {
        return byLine(problems);
    }

    private static List<Note> byLine(Set<Note> notes) {
        return notes.stream().sorted(Comparator.comparingInt(Note::line)).toList();
    }
}
