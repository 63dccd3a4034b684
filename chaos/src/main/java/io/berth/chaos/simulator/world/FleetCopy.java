package io.berth.chaos.simulator.world;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.FleetWatch;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.node.NodeState;
import io.berth.domain.node.NodeViews;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A member's copy of all nodes, as fresh as what has reached it. */
final class FleetCopy {
    /** The books of one node after one of its events. */
    record News(EntityRef node, long sequence, Optional<NodeView> books) {
        static News of(EntityRef node, long sequence, EntityState state) {
            NodeState books = (NodeState) state;
            return new News(node, sequence, books.exists() ? Optional.of(NodeViews.of(books)) : Optional.empty());
        }
    }

    private final Program program;
    private final Consumer<EntityRef> wake;
    private final Map<EntityRef, News> own = new LinkedHashMap<>();
    private final List<News> waiting = new ArrayList<>();
    private FleetWatch watch = new FleetWatch();
    private boolean isFrozen;

    FleetCopy(Program program, Consumer<EntityRef> wake) {
        this.program = program;
        this.wake = wake;
    }

    FleetWatch watch() {
        return watch;
    }

    void watch(EntityRef entity, FleetView seen) {
        noticeSoon(watch.watch(entity, seen));
    }

    /** What this member itself has published last of each node. */
    List<News> published() {
        return List.copyOf(own.values());
    }

    void publish(News news) {
        own.put(news.node(), news);
        take(news);
    }

    void take(News news) {
        if (isFrozen) {
            waiting.add(news);
            return;
        }
        noticeSoon(watch.update(new NodeId(news.node().id()), news.sequence(), news.books()));
    }

    private void noticeSoon(boolean isDue) {
        if (isDue) {
            program.after(FleetWatch.COALESCE, () -> watch.notice().forEach(wake));
        }
    }

    /** From now on nothing new is seen. */
    void freeze() {
        isFrozen = true;
    }

    void thaw() {
        isFrozen = false;
        List<News> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(this::take);
    }

    /** The program has ended, and its memory with it. */
    void forget() {
        own.clear();
        waiting.clear();
        watch = new FleetWatch();
    }
}
