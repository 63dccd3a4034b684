package io.berth.domain.task;

import java.util.Comparator;

/**
 * A stable place in a service; a task is one attempt to fill it.
 *
 * @param number 1..n for replicated services and replicated jobs, 0 for global ones
 * @param node the node's id for global services and global jobs, empty for replicated ones
 */
public record Slot(int number, String node) implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER =
            Comparator.comparingInt(Slot::number).thenComparing(Slot::node);

    public static Slot of(int number) {
        return new Slot(number, "");
    }

    public static Slot onNode(String node) {
        return new Slot(0, node);
    }

    @Override
    public int compareTo(Slot other) {
        return ORDER.compare(this, other);
    }

    /** The middle part of a task's name, as in {@code web.3.<id>}: the number, or the node of a global service. */
    @Override
    public String toString() {
        return node.isEmpty() ? Integer.toString(number) : node;
    }
}
