package io.berth.domain.fleet;

import java.util.Comparator;

/** In which order nodes that are alike otherwise are offered. */
public enum LoadOrder {
    /** Fewest tasks first, then the smallest reserved fraction. */
    EMPTIEST_FIRST,
    /** Largest reserved fraction first, then the most tasks. */
    FULLEST_FIRST;

    private static final Comparator<IndexedNode> EMPTIEST = (a, b) -> EMPTIEST_FIRST.compare(
            a.view().tasks(), a.reservedPermille(), b.view().tasks(), b.reservedPermille());
    private static final Comparator<IndexedNode> FULLEST = (a, b) -> FULLEST_FIRST.compare(
            a.view().tasks(), a.reservedPermille(), b.view().tasks(), b.reservedPermille());

    private static final Comparator<IndexedNode> EMPTIEST_RANKS = ranked(EMPTIEST);
    private static final Comparator<IndexedNode> FULLEST_RANKS = ranked(FULLEST);

    /** Negative if a node with {@code tasks} and {@code permille} is offered before the other one. */
    public int compare(int tasks, int permille, int otherTasks, int otherPermille) {
        return switch (this) {
            case EMPTIEST_FIRST ->
                tasks == otherTasks ? Integer.compare(permille, otherPermille) : Integer.compare(tasks, otherTasks);
            case FULLEST_FIRST ->
                permille == otherPermille
                        ? Integer.compare(otherTasks, tasks)
                        : Integer.compare(otherPermille, permille);
        };
    }

    Comparator<IndexedNode> loads() {
        return switch (this) {
            case EMPTIEST_FIRST -> EMPTIEST;
            case FULLEST_FIRST -> FULLEST;
        };
    }

    /** A complete order: nodes of equal load by their marks. */
    Comparator<IndexedNode> ranks() {
        return switch (this) {
            case EMPTIEST_FIRST -> EMPTIEST_RANKS;
            case FULLEST_FIRST -> FULLEST_RANKS;
        };
    }

    private static Comparator<IndexedNode> ranked(Comparator<IndexedNode> loads) {
        return loads.thenComparing((a, b) -> Long.compareUnsigned(a.mark(), b.mark()))
                .thenComparing(IndexedNode.BY_ID);
    }
}
