package io.berth.domain.placement;

import io.berth.domain.fleet.IndexedNode;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.resource.Resources;

/** A node and what one placement has given it so far: the working copy, so that one call never over-commits. */
final class Contender implements Standing {
    private final IndexedNode indexed;
    private final int ownBefore;
    private final int countedBefore;
    private Resources free;
    private int permille;
    private int given;

    /**
     * @param ownBefore live tasks of the service there, as the service knows them
     * @param serviceUid of that service
     */
    Contender(IndexedNode indexed, int ownBefore, String serviceUid) {
        this.indexed = indexed;
        this.ownBefore = ownBefore;
        this.countedBefore = Math.max(ownBefore, view().tasksByService().getOrDefault(serviceUid, 0));
        this.free = indexed.free();
        this.permille = indexed.reservedPermille();
    }

    void give(Resources amount) {
        given++;
        free = free.minus(amount);
        Resources capacity = view().info().capacity();
        permille = IndexedNode.permille(capacity.minus(free), capacity);
    }

    /** As it was before the placement, but for what never changes. */
    NodeView view() {
        return indexed.view();
    }

    Resources free() {
        return free;
    }

    int given() {
        return given;
    }

    /** Live tasks of the service by the service's or the node's count, whichever is higher: one of them may be late. */
    int countedTasks() {
        return countedBefore + given;
    }

    @Override
    public NodeId node() {
        return view().id();
    }

    @Override
    public int ownTasks() {
        return ownBefore + given;
    }

    @Override
    public int allTasks() {
        return view().tasks() + given;
    }

    @Override
    public int reservedPermille() {
        return permille;
    }

    @Override
    public long mark() {
        return indexed.mark();
    }
}
