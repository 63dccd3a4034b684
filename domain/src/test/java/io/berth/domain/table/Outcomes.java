package io.berth.domain.table;

import io.berth.domain.entity.Cause;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Journaled;
import io.berth.domain.entity.Recorded;
import io.berth.domain.entity.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Decisions as cells. Refusals are numbered, and their texts stand below the table. */
final class Outcomes {
    static final String NOTHING = "–";

    private final List<Rejection> refusals = new ArrayList<>();
    private final Set<Class<?>> recorded;

    /** @param recorded where the kinds of events are noted that have been seen in any cell */
    Outcomes(Set<Class<?>> recorded) {
        this.recorded = recorded;
    }

    String of(Decision<? extends EntityEvent> decision) {
        return switch (decision) {
            case Decision.Reject<?>(var rejection) -> refused(rejection);
            case Decision.Accept<?>(var events, var answers) -> accepted(events, answers);
        };
    }

    private String refused(Rejection rejection) {
        if (!refusals.contains(rejection)) {
            refusals.add(rejection);
        }
        return "refused (" + (refusals.indexOf(rejection) + 1) + ")";
    }

    private String accepted(List<? extends EntityEvent> events, List<Instruction> answers) {
        events.forEach(event -> recorded.add(event.getClass()));
        Set<String> parts = new LinkedHashSet<>();
        events.forEach(event -> parts.add(name(event)));
        answers.forEach(answer -> parts.add("→ " + name(answer)));
        return parts.isEmpty() ? NOTHING : String.join(", ", parts);
    }

    /** The event's type as streams spell it, without the entity's kind. */
    static String name(EntityEvent event) {
        Recorded<?> record = new Recorded<>(event, Instant.EPOCH, Cause.SYSTEM);
        String type = new Journaled(0, new EntityRef(EntityRef.Kind.CLUSTER, ""), 0, record).type();
        return type.substring(type.indexOf('.') + 1);
    }

    private static String name(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Tell(var target, var command) ->
                target.kind().word() + " " + words(command.getClass().getSimpleName());
            case Instruction.ToAgent(var message) ->
                "agent " + words(message.getClass().getSimpleName());
        };
    }

    /** {@code stop-task} for {@code StopTask}. */
    static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The texts of the refusals, as a list in Markdown; empty if there were none. */
    String notes() {
        return refusals.stream()
                .map(refusal -> "%d. %s: %s%n"
                        .formatted(
                                refusals.indexOf(refusal) + 1,
                                refusal.code().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                refusal.text()))
                .collect(Collectors.joining());
    }
}
