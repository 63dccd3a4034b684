package io.berth.domain.treap;

import java.util.Comparator;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How the elements of a {@link Treap} are ordered and summed up.
 *
 * @param comparator order of the elements; two that compare as 0 are the same
 * @param hash of an element, the same for those that are the same; it is scrambled, so it may follow the order
 * @param summary of one element
 * @param merged the summary of two parts
 * @param <E> elements
 * @param <S> what is known of the elements of a subtree together
 */
public record Kind<E, S>(
        Comparator<E> comparator, ToLongFunction<E> hash, Function<E, S> summary, BinaryOperator<S> merged) {
    /** Says nothing. */
    public enum Nothing {
        NOTHING
    }

    /** Elements that are not summed up. */
    public static <E> Kind<E, Nothing> plain(Comparator<E> comparator, ToLongFunction<E> hash) {
        return new Kind<>(comparator, hash, _ -> Nothing.NOTHING, (one, _) -> one);
    }

    /** Maps each long to another one, so that neighbours end far apart (the finalizer of SplittableRandom). */
    public static long scramble(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
