package io.berth.sharding.entity;

import io.berth.domain.entity.Instruction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends an entity's instructions: new ones at once, the same ones again after a while, until the state no longer asks
 * for them. Knows nothing that is lost with it: after a crash everything is simply sent again.
 */
final class Outbox {
    /** From a send to its repetition: long against a round trip, short against a person's patience. */
    static final Duration REPEAT = Duration.ofSeconds(2);

    private final Consumer<Instruction> send;
    private Map<Instruction, Instant> sent = new HashMap<>();

    Outbox(Consumer<Instruction> send) {
        this.send = send;
    }

    /** Sends what is due and answers when the next repetition is. */
    Optional<Instant> send(List<Instruction> instructions, Instant now) {
        if (instructions.isEmpty()) {
            sent = new HashMap<>();
            return Optional.empty();
        }
        Map<Instruction, Instant> next = HashMap.newHashMap(instructions.size());
        Instant oldest = now;
        for (Instruction instruction : instructions) {
            Instant last = sent.get(instruction);
            if (last == null || !now.isBefore(last.plus(REPEAT))) {
                send.accept(instruction);
                last = now;
            }
            next.put(instruction, last);
            oldest = last.isBefore(oldest) ? last : oldest;
        }
        sent = next;
        return Optional.of(oldest.plus(REPEAT));
    }

    /** A new agent has heard nothing yet. */
    void forgetAgent() {
        sent.keySet().removeIf(instruction -> instruction instanceof Instruction.ToAgent);
    }
}
