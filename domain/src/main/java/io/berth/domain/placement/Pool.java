package io.berth.domain.placement;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The nodes of one branch that fit, best first. They come from a source in the order of their load and are drawn only as
 * far as needed: a node without own tasks beats all that have some and all that come later.
 */
final class Pool {
    private final Iterator<Contender> source;
    /** Nodes without own tasks; those before {@code head} are taken. */
    private final List<Contender> fresh = new ArrayList<>();

    private int head;
    private final Queue<Contender> used;

    /** @param source nodes that fit, those without own tasks in the order of {@code ranking} */
    Pool(Iterator<Contender> source, Ranking ranking) {
        this.source = source;
        this.used = new PriorityQueue<>(ranking);
    }

    Optional<Contender> best() {
        draw(1);
        return Optional.ofNullable(fresh() == 0 ? used.peek() : fresh.get(head));
    }

    /** Takes the best one out. */
    Optional<Contender> removeBest() {
        draw(1);
        return Optional.ofNullable(fresh() == 0 ? used.poll() : fresh.get(head++));
    }

    /** Puts a node back that has own tasks by now. */
    void putBack(Contender node) {
        used.add(node);
    }

    /** Offers the best ones, best first, as long as the list takes them; others may be among them. */
    void offerTo(Shortlist shortlist, Path path) {
        for (int offered = 0; offered < Explanation.MAX_CANDIDATES; offered++) {
            draw(offered + 1);
            if (fresh() <= offered) {
                used.forEach(node -> shortlist.offer(node, path));
                return;
            }
            if (!shortlist.offer(fresh.get(head + offered), path)) {
                return;
            }
        }
    }

    private int fresh() {
        return fresh.size() - head;
    }

    private void draw(int count) {
        while (fresh() < count && source.hasNext()) {
            Contender next = source.next();
            if (next.ownTasks() == 0) {
                fresh.add(next);
            } else {
                used.add(next);
            }
        }
    }
}
