package io.berth.domain.rules;

import io.berth.domain.entity.Instruction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * When an entity says its instructions: new ones at once, the same ones again after a while, until the state no longer
 * asks for them. Knows nothing that is lost with it: after a crash everything is simply said again.
 */
final class Outbox {
    /** From saying something to saying it again: long against a round trip, short against a person's patience. */
    static final Duration REPEAT = Duration.ofSeconds(2);

    /** What the state asks for and when it was said last; what was said longest ago comes first. */
    private final SequencedMap<Instruction, Instant> said = new LinkedHashMap<>();

    /**
     * What is due now.
     *
     * @param repeatAt when something is due again, if nothing else happens
     */
    record Due(List<Instruction> instructions, Optional<Instant> repeatAt) {}

    /** Takes everything that the state asks for and answers what of it is due; that counts as said. */
    Due take(List<Instruction> instructions, Instant now) {
        Set<Instruction> wanted = new HashSet<>(instructions);
        List<Instruction> gone =
                said.keySet().stream().filter(known -> !wanted.contains(known)).toList();
        return take(new Rules.Difference(gone, instructions), now);
    }

    /** The same by what the state asks for otherwise than the last time. */
    Due take(Rules.Difference difference, Instant now) {
        difference.gone().forEach(said::remove);
        List<Instruction> due = new ArrayList<>();
        while (!said.isEmpty() && !now.isBefore(said.firstEntry().getValue().plus(REPEAT))) {
            due.add(said.pollFirstEntry().getKey());
        }
        due.forEach(instruction -> said.put(instruction, now));
        for (Instruction instruction : difference.come()) {
            if (said.putIfAbsent(instruction, now) == null) {
                due.add(instruction);
            }
        }
        return new Due(
                due,
                Optional.ofNullable(said.firstEntry())
                        .map(oldest -> oldest.getValue().plus(REPEAT)));
    }

    /** A new agent has heard nothing yet. */
    void forgetAgent() {
        List.copyOf(said.keySet()).stream()
                .filter(Instruction.ToAgent.class::isInstance)
                .forEach(instruction -> said.putFirst(instruction, Instant.EPOCH));
    }
}
