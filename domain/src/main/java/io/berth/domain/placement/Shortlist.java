package io.berth.domain.placement;

import java.util.ArrayList;
import java.util.List;

/** The best few contenders as they stand when they are offered, best first. Not for use by several threads. */
final class Shortlist {
    private record Entry(Contender node, Explanation.Candidate before) {}

    private final Ranking ranking;
    private final List<Entry> entries = new ArrayList<>();

    Shortlist(Ranking ranking) {
        this.ranking = ranking;
    }

    /** Whether it is among the best so far; if not, neither is any that comes after it in its branch. */
    boolean offer(Contender node, Path path) {
        int at = entries.size();
        while (at > 0 && isBefore(node, path, entries.get(at - 1))) {
            at--;
        }
        if (at == Explanation.MAX_CANDIDATES) {
            return false;
        }
        entries.add(at, new Entry(node, candidate(node, path)));
        if (entries.size() > Explanation.MAX_CANDIDATES) {
            entries.removeLast();
        }
        return true;
    }

    /** Offered nodes as they stood then, with what they were given since. */
    List<Explanation.Candidate> candidates() {
        return entries.stream().map(entry -> given(entry.before, entry.node)).toList();
    }

    private boolean isBefore(Contender node, Path path, Entry entry) {
        int branches = Path.compare(path.tasks(), entry.before.branchTasks());
        return branches < 0 || (branches == 0 && ranking.compare(node, entry.node) < 0);
    }

    private static Explanation.Candidate candidate(Contender node, Path path) {
        return new Explanation.Candidate(
                node.node(), path.values(), path.tasks(), node.ownTasks(), node.allTasks(), node.reservedPermille(), 0);
    }

    private static Explanation.Candidate given(Explanation.Candidate before, Contender node) {
        return new Explanation.Candidate(
                before.node(),
                before.branch(),
                before.branchTasks(),
                before.ownTasks(),
                before.allTasks(),
                before.reservedPermille(),
                node.given());
    }
}
