package io.berth.domain.placement;

import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;

/** A branch of the tree that the values of the spread labels make. Changes with every task given. */
sealed interface Branch {
    /** Tasks of the service on all its nodes, also on those that take no more. */
    int tasks();

    /** The node that is next, if one fits. */
    Optional<Contender> best();

    /**
     * Gives a task to the best node.
     *
     * @param give changes the node and says whether it fits still
     */
    Optional<Contender> take(Predicate<Contender> give);

    /** Offers the best ones. */
    void shortlist(Path path, Shortlist shortlist);

    /** The innermost kind: holds nodes. */
    final class Leaf implements Branch {
        private final Pool pool;
        private int tasks;

        Leaf(Pool pool, int tasks) {
            this.pool = pool;
            this.tasks = tasks;
        }

        @Override
        public int tasks() {
            return tasks;
        }

        @Override
        public Optional<Contender> best() {
            return pool.best();
        }

        @Override
        public Optional<Contender> take(Predicate<Contender> give) {
            Optional<Contender> taken = pool.removeBest();
            taken.ifPresent(node -> {
                tasks++;
                if (give.test(node)) {
                    pool.putBack(node);
                }
            });
            return taken;
        }

        @Override
        public void shortlist(Path path, Shortlist shortlist) {
            pool.offerTo(shortlist, path);
        }
    }

    /**
     * Holds branches. Each task goes to the one with the fewest tasks of the service; branches that are even are told
     * apart by what is inside them.
     */
    final class Fork implements Branch {
        private final Map<String, Branch> children;
        private final Queue<Branch> open;
        private int tasks;

        Fork(Map<String, Branch> children, Ranking ranking) {
            this.children = children;
            this.tasks = children.values().stream().mapToInt(Branch::tasks).sum();
            this.open = new PriorityQueue<>((a, b) -> compare(a, b, ranking));
            children.values().forEach(this::open);
        }

        private void open(Branch child) {
            if (child.best().isPresent()) {
                open.add(child);
            }
        }

        private static int compare(Branch a, Branch b, Ranking ranking) {
            if (a.tasks() != b.tasks()) {
                return Integer.compare(a.tasks(), b.tasks());
            }
            if (a instanceof Fork left && b instanceof Fork right) {
                return compare(left.open.element(), right.open.element(), ranking);
            }
            return ranking.compare(a.best().orElseThrow(), b.best().orElseThrow());
        }

        @Override
        public int tasks() {
            return tasks;
        }

        @Override
        public Optional<Contender> best() {
            return Optional.ofNullable(open.peek()).flatMap(Branch::best);
        }

        @Override
        public Optional<Contender> take(Predicate<Contender> give) {
            Branch child = open.poll();
            if (child == null) {
                return Optional.empty();
            }
            Optional<Contender> taken = child.take(give);
            tasks++;
            open(child);
            return taken;
        }

        @Override
        public void shortlist(Path path, Shortlist shortlist) {
            children.forEach((value, child) -> child.shortlist(path.to(value, child.tasks()), shortlist));
        }
    }
}
