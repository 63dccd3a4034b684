package io.berth.domain.treap;

import java.util.Comparator;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How the elements of a {@link Treap} are ordered and summed up.
 *
 * @param comparator order of the elements; two that compare as 0 are the same
 * @param priority a hash, independent of the order; the same for elements that are the same
 * @param summary of one element
 * @param merged the summary of two parts
 * @param <E> elements
 * @param <S> what is known of the elements of a subtree together
 */
public record Kind<E, S>(
        Comparator<E> comparator, ToLongFunction<E> priority, Function<E, S> summary, BinaryOperator<S> merged) {
    /** Says nothing. */
    public enum Nothing {
        NOTHING
    }

    /** Elements that are not summed up. */
    public static <E> Kind<E, Nothing> plain(Comparator<E> comparator, ToLongFunction<E> priority) {
        return new Kind<>(comparator, priority, _ -> Nothing.NOTHING, (one, _) -> one);
    }
}
