package io.berth.domain.treap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An immutable ordered set: a binary search tree that is a heap over a hash of its elements, so that its shape depends
 * on what it holds and not on the order of insertion. A changed copy shares all but about 2 log n tree nodes with the
 * original. Every tree node knows the summary of all below it, so that whole subtrees can be skipped or taken at once.
 *
 * @param <E> elements
 * @param <S> summaries
 */
public final class Treap<E, S> {
    private record Node<E, S>(
            @Nullable Node<E, S> left, E value, @Nullable Node<E, S> right, long priority, int size, S summary) {}

    /** What comes before a point, what is there, and what comes after. */
    private record Cut<E, S>(
            @Nullable Node<E, S> before,
            @Nullable E at,
            @Nullable Node<E, S> after) {}

    private final Kind<E, S> kind;
    private final @Nullable Node<E, S> root;

    private Treap(Kind<E, S> kind, @Nullable Node<E, S> root) {
        this.kind = kind;
        this.root = root;
    }

    public static <E, S> Treap<E, S> empty(Kind<E, S> kind) {
        return new Treap<>(kind, null);
    }

    public int size() {
        return root == null ? 0 : root.size;
    }

    /** Any element; always the same one of the same elements. */
    public Optional<E> any() {
        return Optional.ofNullable(root).map(Node::value);
    }

    /** Of all elements together; empty if there are none. */
    public Optional<S> summary() {
        return Optional.ofNullable(root).map(Node::summary);
    }

    /** With {@code value}, in the place of one that compares as the same. */
    public Treap<E, S> with(E value) {
        return new Treap<>(kind, insert(root, value, Kind.scramble(kind.hash().applyAsLong(value))));
    }

    @SuppressWarnings("ReferenceEquality") // The same tree, not an equal one, says that nothing was removed.
    public Treap<E, S> without(E value) {
        Node<E, S> changed = remove(root, value);
        return changed == root ? this : new Treap<>(kind, changed);
    }

    /** The element for which {@code side} is 0; its sign must rise along the order. */
    public Optional<E> find(ToIntFunction<E> side) {
        Node<E, S> at = root;
        while (at != null) {
            int sign = side.applyAsInt(at.value);
            if (sign == 0) {
                return Optional.of(at.value);
            }
            at = sign > 0 ? at.left : at.right;
        }
        return Optional.empty();
    }

    /** Elements in order. */
    public Iterator<E> all() {
        return from(any -> 0);
    }

    /** Elements in order, from the first for which {@code side} is not negative. */
    public Iterator<E> from(ToIntFunction<E> side) {
        return from(side, any -> true);
    }

    /**
     * Elements in order, from the first for which {@code side} is not negative.
     *
     * @param mayHold of a subtree's summary: whether its elements are of interest; others may come nevertheless
     */
    public Iterator<E> from(ToIntFunction<E> side, Predicate<S> mayHold) {
        Walk<E, S> walk = new Walk<>(mayHold);
        Node<E, S> at = root;
        while (at != null && mayHold.test(at.summary)) {
            if (side.applyAsInt(at.value) >= 0) {
                walk.path.push(at);
                at = at.left;
            } else {
                at = at.right;
            }
        }
        return walk;
    }

    /** Goes through the tree, in no order, as far as the visitor wants to see it. */
    public void visit(Visitor<E, S> visitor) {
        visit(root, visitor);
    }

    private void visit(@Nullable Node<E, S> at, Visitor<E, S> visitor) {
        if (at == null || visitor.isEnough(at.summary, at.size)) {
            return;
        }
        visitor.one(at.value);
        if (at.left != null && at.right != null && visitor.isBetter(at.right.summary, at.left.summary)) {
            visit(at.right, visitor);
            visit(at.left, visitor);
        } else {
            visit(at.left, visitor);
            visit(at.right, visitor);
        }
    }

    /** Tells what {@code other} has more, less or otherwise; costs O(d log n) for d differences of relatives. */
    public void changesTo(Treap<E, S> other, Changes<E> changes) {
        changes(root, other.root, changes);
    }

    @SuppressWarnings("ReferenceEquality") // What both share needs no look.
    private void changes(@Nullable Node<E, S> old, @Nullable Node<E, S> now, Changes<E> changes) {
        if (old == now) {
            return;
        }
        if (old == null || (now != null && now.priority > old.priority)) {
            Node<E, S> top = Objects.requireNonNull(now);
            Cut<E, S> cut = cut(old, top.value);
            report(cut.at, top.value, changes);
            changes(cut.before, top.left, changes);
            changes(cut.after, top.right, changes);
        } else {
            Cut<E, S> cut = cut(now, old.value);
            report(old.value, cut.at, changes);
            changes(old.left, cut.before, changes);
            changes(old.right, cut.after, changes);
        }
    }

    @SuppressWarnings("ReferenceEquality") // As above.
    private static <E> void report(@Nullable E old, @Nullable E now, Changes<E> changes) {
        if (old != now) {
            changes.change(Optional.ofNullable(old), Optional.ofNullable(now));
        }
    }

    private Node<E, S> node(@Nullable Node<E, S> left, E value, @Nullable Node<E, S> right, long priority) {
        int size = 1;
        S summary = kind.summary().apply(value);
        if (left != null) {
            size += left.size;
            summary = kind.merged().apply(left.summary, summary);
        }
        if (right != null) {
            size += right.size;
            summary = kind.merged().apply(summary, right.summary);
        }
        return new Node<>(left, value, right, priority, size, summary);
    }

    private Node<E, S> insert(@Nullable Node<E, S> at, E value, long priority) {
        if (at == null) {
            return node(null, value, null, priority);
        }
        if (priority > at.priority) {
            Cut<E, S> cut = cut(at, value);
            return node(cut.before, value, cut.after, priority);
        }
        int sign = kind.comparator().compare(value, at.value);
        if (sign == 0) {
            return node(at.left, value, at.right, priority);
        }
        return sign < 0
                ? node(insert(at.left, value, priority), at.value, at.right, at.priority)
                : node(at.left, at.value, insert(at.right, value, priority), at.priority);
    }

    private Cut<E, S> cut(@Nullable Node<E, S> at, E value) {
        if (at == null) {
            return new Cut<>(null, null, null);
        }
        int sign = kind.comparator().compare(value, at.value);
        if (sign == 0) {
            return new Cut<>(at.left, at.value, at.right);
        }
        if (sign > 0) {
            Cut<E, S> cut = cut(at.right, value);
            return new Cut<>(node(at.left, at.value, cut.before, at.priority), cut.at, cut.after);
        }
        Cut<E, S> cut = cut(at.left, value);
        return new Cut<>(cut.before, cut.at, node(cut.after, at.value, at.right, at.priority));
    }

    @SuppressWarnings("ReferenceEquality") // As above.
    private @Nullable Node<E, S> remove(@Nullable Node<E, S> at, E value) {
        if (at == null) {
            return null;
        }
        int sign = kind.comparator().compare(value, at.value);
        if (sign == 0) {
            return join(at.left, at.right);
        }
        if (sign < 0) {
            Node<E, S> left = remove(at.left, value);
            return left == at.left ? at : node(left, at.value, at.right, at.priority);
        }
        Node<E, S> right = remove(at.right, value);
        return right == at.right ? at : node(at.left, at.value, right, at.priority);
    }

    private @Nullable Node<E, S> join(@Nullable Node<E, S> left, @Nullable Node<E, S> right) {
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

    /** Sees what it has not seen enough of. */
    public interface Visitor<E, S> {
        /** Whether a part needs no further look: it is taken as it is, or is of no interest. */
        boolean isEnough(S summary, int size);

        /** A single element. */
        void one(E element);

        /** Whether {@code one} part is to be looked at before the {@code other}. */
        default boolean isBetter(S one, S other) {
            return false;
        }
    }

    /** Hears of differences. */
    @FunctionalInterface
    public interface Changes<E> {
        /** One of the two may be missing. */
        void change(Optional<E> old, Optional<E> now);
    }

    /** Goes through a tree in order; the top of {@code path} is next. */
    private static final class Walk<E, S> implements Iterator<E> {
        private final Deque<Node<E, S>> path = new ArrayDeque<>();
        private final Predicate<S> mayHold;

        Walk(Predicate<S> mayHold) {
            this.mayHold = mayHold;
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
            Node<E, S> here = path.pop();
            Node<E, S> at = here.right;
            while (at != null && mayHold.test(at.summary)) {
                path.push(at);
                at = at.left;
            }
            return here.value;
        }
    }
}
