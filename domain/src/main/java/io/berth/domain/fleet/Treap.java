package io.berth.domain.fleet;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An immutable ordered set: a binary search tree that is a heap over a hash of its elements, so that its shape depends
 * on what it holds and not on the order of insertion. A changed copy shares all but about 2 log n tree nodes with the
 * original. Every tree node knows the most of two amounts below it, so that a walk skips whole subtrees.
 *
 * @param <E> elements; two that compare as 0 are the same
 */
final class Treap<E> {
    /**
     * How elements are ordered and measured.
     *
     * @param comparator order of the elements
     * @param priority a hash, independent of the order
     * @param first an amount
     * @param second another amount
     */
    record Kind<E>(
            Comparator<E> comparator, ToLongFunction<E> priority, ToLongFunction<E> first, ToLongFunction<E> second) {}

    private record Node<E>(
            @Nullable Node<E> left,
            E value,
            @Nullable Node<E> right,
            long priority,
            int size,
            long mostFirst,
            long mostSecond) {}

    /** Two trees: what comes before a point and what does not. */
    private record Halves<E>(
            @Nullable Node<E> before, @Nullable Node<E> after) {}

    private final Kind<E> kind;
    private final @Nullable Node<E> root;

    private Treap(Kind<E> kind, @Nullable Node<E> root) {
        this.kind = kind;
        this.root = root;
    }

    static <E> Treap<E> empty(Kind<E> kind) {
        return new Treap<>(kind, null);
    }

    int size() {
        return root == null ? 0 : root.size;
    }

    /** With {@code value}, in the place of one that compares as the same. */
    Treap<E> with(E value) {
        return new Treap<>(kind, insert(without(value).root, value, kind.priority.applyAsLong(value)));
    }

    @SuppressWarnings("ReferenceEquality") // The same tree, not an equal one, says that nothing was removed.
    Treap<E> without(E value) {
        Node<E> changed = remove(root, value);
        return changed == root ? this : new Treap<>(kind, changed);
    }

    /** The first element for which {@code side} is 0; its sign must rise along the order. */
    Optional<E> find(ToIntFunction<E> side) {
        Node<E> at = root;
        while (at != null) {
            int sign = side.applyAsInt(at.value);
            if (sign == 0) {
                return Optional.of(at.value);
            }
            at = sign > 0 ? at.left : at.right;
        }
        return Optional.empty();
    }

    /**
     * Elements in order, from the first for which {@code side} is not negative. Subtrees in which no element has the
     * least amounts are skipped; single elements are not tested.
     */
    Iterator<E> from(ToIntFunction<E> side, long leastFirst, long leastSecond) {
        Walk<E> walk = new Walk<>(leastFirst, leastSecond);
        Node<E> at = root;
        while (at != null) {
            if (side.applyAsInt(at.value) >= 0) {
                walk.path.push(at);
                at = at.left;
            } else {
                at = at.right;
            }
        }
        return walk;
    }

    Iterator<E> all() {
        return from(any -> 0, Long.MIN_VALUE, Long.MIN_VALUE);
    }

    private Node<E> node(@Nullable Node<E> left, E value, @Nullable Node<E> right, long priority) {
        int size = 1;
        long first = kind.first.applyAsLong(value);
        long second = kind.second.applyAsLong(value);
        if (left != null) {
            size += left.size;
            first = Math.max(first, left.mostFirst);
            second = Math.max(second, left.mostSecond);
        }
        if (right != null) {
            size += right.size;
            first = Math.max(first, right.mostFirst);
            second = Math.max(second, right.mostSecond);
        }
        return new Node<>(left, value, right, priority, size, first, second);
    }

    private Node<E> insert(@Nullable Node<E> at, E value, long priority) {
        if (at == null) {
            return node(null, value, null, priority);
        }
        if (priority > at.priority) {
            Halves<E> halves = split(at, value);
            return node(halves.before, value, halves.after, priority);
        }
        return kind.comparator.compare(value, at.value) < 0
                ? node(insert(at.left, value, priority), at.value, at.right, at.priority)
                : node(at.left, at.value, insert(at.right, value, priority), at.priority);
    }

    private Halves<E> split(@Nullable Node<E> at, E value) {
        if (at == null) {
            return new Halves<>(null, null);
        }
        if (kind.comparator.compare(at.value, value) < 0) {
            Halves<E> halves = split(at.right, value);
            return new Halves<>(node(at.left, at.value, halves.before, at.priority), halves.after);
        }
        Halves<E> halves = split(at.left, value);
        return new Halves<>(halves.before, node(halves.after, at.value, at.right, at.priority));
    }

    @SuppressWarnings("ReferenceEquality") // As above.
    private @Nullable Node<E> remove(@Nullable Node<E> at, E value) {
        if (at == null) {
            return null;
        }
        int sign = kind.comparator.compare(value, at.value);
        if (sign == 0) {
            return join(at.left, at.right);
        }
        if (sign < 0) {
            Node<E> left = remove(at.left, value);
            return left == at.left ? at : node(left, at.value, at.right, at.priority);
        }
        Node<E> right = remove(at.right, value);
        return right == at.right ? at : node(at.left, at.value, right, at.priority);
    }

    private @Nullable Node<E> join(@Nullable Node<E> left, @Nullable Node<E> right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        return left.priority > right.priority
                ? node(left.left, left.value, join(left.right, right), left.priority)
                : node(join(left, right.left), right.value, right.right, right.priority);
    }

    /** Goes through a tree in order; the top of {@code path} is next. */
    private static final class Walk<E> implements Iterator<E> {
        private final Deque<Node<E>> path = new ArrayDeque<>();
        private final long leastFirst;
        private final long leastSecond;

        Walk(long leastFirst, long leastSecond) {
            this.leastFirst = leastFirst;
            this.leastSecond = leastSecond;
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public E next() {
            if (path.isEmpty()) {
                throw new NoSuchElementException("the walk through the tree has ended");
            }
            Node<E> here = path.pop();
            Node<E> at = here.right;
            while (at != null && at.mostFirst >= leastFirst && at.mostSecond >= leastSecond) {
                path.push(at);
                at = at.left;
            }
            return here.value;
        }
    }
}
