package io.berth.domain.placement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private final Deque<Contender> fresh = new ArrayDeque<>();
    private final Queue<Contender> used;

    /** @param source nodes that fit, those without own tasks in the order of {@code ranking} */
    Pool(Iterator<Contender> source, Ranking ranking) {
        this.source = source;
        this.used = new PriorityQueue<>(ranking);
    }

    Optional<Contender> best() {
        draw(1);
        return Optional.ofNullable(fresh.isEmpty() ? used.peek() : fresh.peek());
    }

    /** Takes the best one out. */
    Optional<Contender> removeBest() {
        draw(1);
        return Optional.ofNullable(fresh.isEmpty() ? used.poll() : fresh.poll());
    }

    /** Puts a node back that has own tasks by now. */
    void putBack(Contender node) {
        used.add(node);
    }

    /** The best {@code count}, in no order; others may be among them. */
    List<Contender> bestOnes(int count) {
        draw(count);
        List<Contender> ones = new ArrayList<>(fresh);
        if (ones.size() < count) {
            ones.addAll(used);
        }
        return ones;
    }

    private void draw(int count) {
        while (fresh.size() < count && source.hasNext()) {
            Contender next = source.next();
            if (next.ownTasks() == 0) {
                fresh.add(next);
            } else {
                used.add(next);
            }
        }
    }
}
