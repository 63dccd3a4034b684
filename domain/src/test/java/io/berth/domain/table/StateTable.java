package io.berth.domain.table;

import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityState;
import io.berth.domain.rules.Given;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the rules of one kind of entity answer to commands in situations: one row for each command, one column for each
 * situation. Every cell starts from a fresh entity.
 *
 * @param <S> state
 * @param <C> commands
 * @param <E> events
 */
final class StateTable<S extends EntityState, C extends EntityCommand, E extends EntityEvent> {
    private final String corner;
    private final Map<String, Supplier<Given<S, C, E>>> situations = new LinkedHashMap<>();
    private final Map<String, Function<Given<S, C, E>, C>> commands = new LinkedHashMap<>();
    private final Set<Class<?>> driven = new HashSet<>();
    private final Set<Class<?>> recorded = new HashSet<>();

    StateTable(String corner) {
        this.corner = corner;
    }

    StateTable<S, C, E> in(String situation, Supplier<Given<S, C, E>> given) {
        situations.put(situation, given);
        return this;
    }

    StateTable<S, C, E> when(String name, Function<Given<S, C, E>, C> command) {
        commands.put(name, command);
        return this;
    }

    StateTable<S, C, E> when(String name, C command) {
        return when(name, _ -> command);
    }

    /** The situations of another table too. */
    StateTable<S, C, E> situationsOf(StateTable<S, C, E> other) {
        situations.putAll(other.situations);
        return this;
    }

    /** Drives every command against every situation. */
    String text() {
        List<String> header = new ArrayList<>(List.of(corner));
        header.addAll(situations.keySet());
        MarkdownTable table = new MarkdownTable(header);
        Outcomes outcomes = new Outcomes(recorded);
        commands.forEach((name, command) -> {
            List<String> row = new ArrayList<>(List.of(name));
            situations.values().forEach(situation -> {
                Given<S, C, E> given = situation.get();
                C asked = command.apply(given);
                driven.add(asked.getClass());
                row.add(outcomes.of(given.asked(asked)));
            });
            table.row(row);
        });
        String notes = outcomes.notes();
        return notes.isEmpty() ? table.text() : table.text() + "\n" + notes;
    }

    /** The kinds of commands that {@link #text} has driven. */
    Set<Class<?>> driven() {
        return driven;
    }

    /** The kinds of events that some cell has. */
    Set<Class<?>> recorded() {
        return recorded;
    }
}
