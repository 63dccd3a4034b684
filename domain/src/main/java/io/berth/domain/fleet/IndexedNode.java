package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import io.berth.domain.treap.Kind;
import java.util.Comparator;

/**
 * A node with what the order of choice needs, computed once for each change.
 *
 * @param view the node
 * @param free see {@link NodeView#free}
 * @param reservedPermille see {@link #permille}
 * @param mark see {@link #mark(NodeId)}
 */
public record IndexedNode(NodeView view, Resources free, int reservedPermille, long mark) {
    static final Comparator<IndexedNode> BY_ID =
            Comparator.comparing(node -> node.view().id());
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public static IndexedNode of(NodeView view) {
        int permille = permille(view.reserved(), view.info().capacity());
        return new IndexedNode(view, view.free(), permille, mark(view.id()));
    }

    /** Of two nodes the first by id. */
    static IndexedNode first(IndexedNode a, IndexedNode b) {
        return BY_ID.compare(a, b) <= 0 ? a : b;
    }

    /** How much of {@code capacity} is reserved in the fuller one of its two dimensions, 0..1000. */
    public static int permille(Resources reserved, Resources capacity) {
        return Math.max(
                permille(reserved.nanoCpus(), capacity.nanoCpus()),
                permille(reserved.memoryBytes(), capacity.memoryBytes()));
    }

    private static int permille(long part, long whole) {
        if (part <= 0) {
            return 0;
        }
        return part >= whole ? 1000 : (int) (part / (double) whole * 1000);
    }

    /** A hash of the id that spreads over all longs: where the node stands on the ring on which ties are broken. */
    public static long mark(NodeId id) {
        long hash = FNV_OFFSET;
        String text = id.value();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return Kind.scramble(hash);
    }
}
