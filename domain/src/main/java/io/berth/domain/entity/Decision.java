package io.berth.domain.entity;

import java.util.List;

/**
 * The outcome of a command: events to record, or a refusal.
 *
 * @param <E> the kind of event
 */
public sealed interface Decision<E extends EntityEvent> {
    /**
     * The command is in order.
     *
     * @param events to record, in this order; none if the command changes nothing (a repeat)
     * @param answers to send once the events are durable; unlike instructions they answer this very command
     */
    record Accept<E extends EntityEvent>(List<E> events, List<Instruction> answers) implements Decision<E> {
        public Accept {
            events = List.copyOf(events);
            answers = List.copyOf(answers);
        }
    }

    /** The command is refused and changes nothing. */
    record Reject<E extends EntityEvent>(Rejection rejection) implements Decision<E> {}

    static <E extends EntityEvent> Decision<E> accept(List<? extends E> events) {
        return new Accept<>(List.copyOf(events), List.of());
    }

    static <E extends EntityEvent> Decision<E> accept(E event) {
        return new Accept<>(List.of(event), List.of());
    }

    static <E extends EntityEvent> Decision<E> noChange() {
        return new Accept<>(List.of(), List.of());
    }

    static <E extends EntityEvent> Decision<E> reject(Rejection.Code code, String text) {
        return new Reject<>(new Rejection(code, text));
    }
}
