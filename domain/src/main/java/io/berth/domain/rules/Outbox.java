package io.berth.domain.rules;

import io.berth.domain.entity.Instruction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When an entity says its instructions: new ones at once, the same ones again after a while, until the state no longer
 * asks for them. Knows nothing that is lost with it: after a crash everything is simply said again.
 */
final class Outbox {
    /** From saying something to saying it again: long against a round trip, short against a person's patience. */
    static final Duration REPEAT = Duration.ofSeconds(2);

    private Map<Instruction, Instant> said = new HashMap<>();

    /**
     * What is due now.
     *
     * @param repeatAt when something is due again, if nothing else happens
     */
    record Due(List<Instruction> instructions, Optional<Instant> repeatAt) {}

    /** Takes everything that the state asks for and answers what of it is due; that counts as said. */
    Due take(List<Instruction> instructions, Instant now) {
        Map<Instruction, Instant> next = HashMap.newHashMap(instructions.size());
        List<Instruction> due = new ArrayList<>();
        Instant oldest = now;
        for (Instruction instruction : instructions) {
            Instant last = said.get(instruction);
            if (last == null || !now.isBefore(last.plus(REPEAT))) {
                due.add(instruction);
                last = now;
            }
            next.put(instruction, last);
            oldest = last.isBefore(oldest) ? last : oldest;
        }
        said = next;
        return new Due(due, instructions.isEmpty() ? Optional.empty() : Optional.of(oldest.plus(REPEAT)));
    }

    /** A new agent has heard nothing yet. */
    void forgetAgent() {
        said.keySet().removeIf(instruction -> instruction instanceof Instruction.ToAgent);
    }
}
