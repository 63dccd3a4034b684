package io.berth.domain.fleet;

import io.berth.domain.entity.EntityRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One member's copy of all nodes, and who is told when it changes. Its shell owns the clock: a notice that is called
 * for is taken {@link #COALESCE} later. Not for several threads at once.
 */
public final class FleetWatch {
    /** Changes within this time are one change to those who watch. */
    public static final Duration COALESCE = Duration.ofMillis(20);

    private FleetView view = FleetView.EMPTY;
    private final Map<NodeId, Long> sequences = new HashMap<>();
    private final Set<EntityRef> watchers = new LinkedHashSet<>();
    private boolean isNoticeUnderWay;

    public FleetView view() {
        return view;
    }

    /**
     * Enters a node's books, or strikes out a node that is not there any more. News of other members may overtake each
     * other: older ones than those known change nothing.
     *
     * @param sequence of the node's last event
     * @return whether a notice is called for
     */
    public boolean update(NodeId id, long sequence, Optional<NodeView> node) {
        if (sequences.merge(id, sequence, Math::max) > sequence || view.node(id).equals(node)) {
            return false;
        }
        view = node.map(view::with).orElseGet(() -> view.without(id));
        return !watchers.isEmpty() && callNotice();
    }

    /**
     * Has {@code entity} told of changes until {@link #unwatch}.
     *
     * @param seen what the watcher has decided on; a change since then is a change too, or one that comes while a
     *     decision is being written would be missed for ever
     * @return whether a notice is called for
     */
    public boolean watch(EntityRef entity, FleetView seen) {
        watchers.add(entity);
        return view != seen && callNotice();
    }

    public void unwatch(EntityRef entity) {
        watchers.remove(entity);
    }

    private boolean callNotice() {
        boolean isNew = !isNoticeUnderWay;
        isNoticeUnderWay = true;
        return isNew;
    }

    /** The notice that was called for: who is told. */
    public List<EntityRef> notice() {
        isNoticeUnderWay = false;
        return List.copyOf(watchers);
    }
}
