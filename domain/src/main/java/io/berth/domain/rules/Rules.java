package io.berth.domain.rules;

import io.berth.domain.entity.Decision;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules of one kind of entity. Every method is pure: same arguments, same answer. The shells (a Pekko actor, the
 * simulator) hold none.
 *
 * @param <S> state
 * @param <C> commands
 * @param <E> events
 */
public interface Rules<S extends EntityState, C extends EntityCommand, E extends EntityEvent> {
    /** The state of the entity {@code id} before its first event. */
    S initial(String id);

    /** Decides what {@code command} does to {@code state}: events to record, or a refusal. */
    Decision<E> decide(S state, C command, Context context);

    /** Folds one event into the state. Total over every journal that {@link #decide} can write. */
    S apply(S state, Recorded<E> recorded);

    /** What the world must be told, given the state. Said after each write, after recovery and again until it is done. */
    List<Instruction> instructions(S state);

    /**
     * The difference between {@link #instructions} of two states, if it is found without a look at all of them.
     *
     * @param before an earlier state of the same entity
     */
    default Optional<Difference> difference(S before, S now) {
        return Optional.empty();
    }

    /** What is not to be said any more, and what is besides. */
    record Difference(List<Instruction> gone, List<Instruction> come) {
        /** The difference between two lists, which should be short. */
        public static Difference of(List<Instruction> before, List<Instruction> now) {
            return new Difference(
                    before.stream().filter(one -> !now.contains(one)).toList(),
                    now.stream().filter(one -> !before.contains(one)).toList());
        }
    }

    /**
     * What is asked from time to time for as long as the state leaves it open: news that somebody has said once and that
     * may be lost. Repeated far less often than {@link #instructions}.
     */
    default List<Instruction> questions(S state) {
        return List.of();
    }

    /** Whether there are {@link #questions}. */
    default boolean hasQuestions(S state) {
        return false;
    }

    /** The command that the shell gives itself when {@link #wakeAt} has come, and once after recovery. */
    C wake(boolean recovered);

    /** Whether {@link #wake} is also due when nodes have changed. */
    default boolean watchesFleet(S state) {
        return false;
    }

    /** When {@link #wake} is due next, if ever. */
    Optional<Instant> wakeAt(S state);
}
