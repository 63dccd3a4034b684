package io.berth.sharding.directory;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.FleetWatch;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.node.NodeState;
import io.berth.domain.node.NodeViews;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorSystem;

/** This member's copy of all nodes, its own and other members', for many threads; what it does is said by {@link FleetWatch}. */
public final class Fleet {
    private final ActorSystem<?> system;
    private final FleetWatch watch = new FleetWatch();
    private volatile FleetView view = FleetView.EMPTY;
    private final Map<EntityRef, Runnable> watchers = new ConcurrentHashMap<>();

    public Fleet(ActorSystem<?> system) {
        this.system = system;
    }

    public FleetView view() {
        return view;
    }

    /** Enters a node's books, unless newer ones are known. */
    void update(String node, long sequence, NodeState state) {
        Optional<NodeView> books = Optional.of(state).filter(NodeState::exists).map(NodeViews::of);
        boolean isNoticeDue;
        synchronized (watch) {
            isNoticeDue = watch.update(new NodeId(node), sequence, books);
            view = watch.view();
        }
        noticeSoon(isNoticeDue);
    }

    /**
     * Runs {@code onChange} when nodes have changed, until {@link #unwatch}.
     *
     * @param seen what the watcher has decided on
     */
    public void watch(EntityRef entity, FleetView seen, Runnable onChange) {
        watchers.put(entity, onChange);
        boolean isNoticeDue;
        synchronized (watch) {
            isNoticeDue = watch.watch(entity, seen);
        }
        noticeSoon(isNoticeDue);
    }

    /** Costs next to nothing for an entity that does not watch, as most never do. */
    public void unwatch(EntityRef entity) {
        if (watchers.remove(entity) != null) {
            synchronized (watch) {
                watch.unwatch(entity);
            }
        }
    }

    private void noticeSoon(boolean isDue) {
        if (isDue) {
            system.scheduler().scheduleOnce(FleetWatch.COALESCE, this::notice, system.executionContext());
        }
    }

    private void notice() {
        List<EntityRef> told;
        synchronized (watch) {
            told = watch.notice();
        }
        told.forEach(entity -> watchers.getOrDefault(entity, () -> {}).run());
    }
}
