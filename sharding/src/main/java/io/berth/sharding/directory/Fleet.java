package io.berth.sharding.directory;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.NodeState;
import io.berth.domain.node.NodeViews;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorSystem;

/** This member's copy of all nodes, and who wants to know when it changes. */
public final class Fleet {
    /** Changes within this time are one change to those who watch. */
    private static final Duration COALESCE = Duration.ofMillis(20);

    private final ActorSystem<?> system;
    private volatile FleetView view = FleetView.EMPTY;
    private final Map<EntityRef, Runnable> watchers = new ConcurrentHashMap<>();
    private final AtomicBoolean isNoticeUnderWay = new AtomicBoolean();

    public Fleet(ActorSystem<?> system) {
        this.system = system;
    }

    public FleetView view() {
        return view;
    }

    /** Enters a node's books; other kinds of entities are of no interest here. */
    void update(EntityRef entity, EntityState state) {
        if (state instanceof NodeState node) {
            replace(new NodeId(entity.id()), node);
            if (!watchers.isEmpty()) {
                noticeSoon();
            }
        }
    }

    private void noticeSoon() {
        if (isNoticeUnderWay.compareAndSet(false, true)) {
            system.scheduler().scheduleOnce(COALESCE, this::notice, system.executionContext());
        }
    }

    private synchronized void replace(NodeId id, NodeState node) {
        view = node.exists() ? view.with(NodeViews.of(node)) : view.without(id);
    }

    private void notice() {
        isNoticeUnderWay.set(false);
        watchers.values().forEach(Runnable::run);
    }

    /**
     * Runs {@code onChange} when nodes have changed, until {@link #unwatch}.
     *
     * @param seen what the watcher has decided on; a change since then is a change too, or one that comes while a
     *     decision is being written would be missed for ever
     */
    public void watch(EntityRef entity, FleetView seen, Runnable onChange) {
        watchers.put(entity, onChange);
        if (view != seen) {
            noticeSoon();
        }
    }

    public void unwatch(EntityRef entity) {
        watchers.remove(entity);
    }
}
