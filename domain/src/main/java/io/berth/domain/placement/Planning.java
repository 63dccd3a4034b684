package io.berth.domain.placement;

import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.IndexedNode;
import io.berth.domain.fleet.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call of {@link Placer#place}. Not for use by several threads. */
final class Planning {
    /** Small fleets are looked at whole, so that an explanation names every node; it costs some 20 µs. */
    private static final int SMALL_FLEET = 200;

    private final FleetView fleet;
    private final PlacementRequest request;
    private final long seed;
    private final Fit fit;
    private final Ranking ranking;
    private final Map<NodeId, Contender> changed = new HashMap<>();
    private final Refusals met;
    private int looked;

    Planning(FleetView fleet, PlacementRequest request, long seed) {
        this.fleet = fleet;
        this.request = request;
        this.seed = seed;
        this.fit = new Fit(request);
        this.ranking = Ranking.of(request.placement().strategy(), seed);
        this.met = new Refusals(fit);
    }

    Placement place(int count) {
        Branch root = root();
        Shortlist shortlist = new Shortlist(ranking);
        root.shortlist(Path.ROOT, shortlist);
        List<NodeId> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            Optional<Contender> taken = root.take(this::give);
            if (taken.isEmpty()) {
                break;
            }
            chosen.add(taken.get().node());
        }
        boolean isPlaced = chosen.size() == count;
        Explanation why = isPlaced && fleet.size() > SMALL_FLEET
                ? new Explanation(seed, looked, met.list(), shortlist.candidates())
                : new Explanation(seed, fleet.size(), refusals(!isPlaced), shortlist.candidates());
        return new Placement(chosen, why);
    }

    private boolean give(Contender node) {
        node.give(request.reserved());
        changed.put(node.node(), node);
        return fit.refusing(node).isEmpty();
    }

    private Branch root() {
        Iterator<IndexedNode> open = fleet.open(ranking.order(), ranking.start(), request.reserved());
        List<String> labels = request.placement().spread().stream()
                .filter(ConstraintMatch::isLabel)
                .toList();
        if (labels.isEmpty()) {
            return new Branch.Leaf(new Pool(new Fitting(open), ranking), 0);
        }
        return labels.size() == 1 ? fork(labels.getFirst(), open) : tree(labels, open);
    }

    /** One level: the fleet knows the values, so that only the best nodes need to be drawn. */
    private Branch fork(String label, Iterator<IndexedNode> open) {
        Map<String, Integer> own = new HashMap<>();
        request.ownTasks()
                .forEach((id, tasks) -> fleet.node(id)
                        .ifPresent(view -> own.merge(ConstraintMatch.labelValue(view, label), tasks, Integer::sum)));
        Map<String, Branch> children = new HashMap<>();
        new Sorter(open, label, fleet.openByLabel(ConstraintMatch.plainLabel(label)))
                .lanes()
                .forEach((value, lane) -> children.put(
                        value, new Branch.Leaf(new Pool(new Fitting(lane), ranking), own.getOrDefault(value, 0))));
        return new Branch.Fork(children, ranking);
    }

    /** Several levels: every node is looked at, because the fleet does not know which values come together. */
    private Branch tree(List<String> labels, Iterator<IndexedNode> open) {
        Grouping grouping = new Grouping(labels);
        request.ownTasks().forEach((id, tasks) -> fleet.node(id).ifPresent(view -> grouping.addTasks(view, tasks)));
        open.forEachRemaining(grouping::add);
        return grouping.branch(ranking, nodes -> new Pool(new Fitting(nodes.iterator()), ranking));
    }

    /** Every node's refusal, before or after what was placed. */
    private List<Explanation.Refusal> refusals(boolean isAfter) {
        Refusals all = new Refusals(fit);
        fleet.indexed().forEachRemaining(node -> {
            Contender contender = contender(node);
            Contender asked = isAfter ? changed.getOrDefault(contender.node(), contender) : contender;
            fit.refusing(asked).ifPresent(filter -> all.add(filter, asked));
        });
        return all.list();
    }

    private Contender contender(IndexedNode node) {
        int own = request.ownTasks().getOrDefault(node.view().id(), 0);
        return new Contender(node, own, request.serviceUid());
    }

    /** Of the nodes of a source those that fit; the others' refusals are counted when they are met. */
    private final class Fitting implements Iterator<Contender> {
        private final Iterator<IndexedNode> source;
        private @Nullable Contender ahead;

        Fitting(Iterator<IndexedNode> source) {
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            while (ahead == null && source.hasNext()) {
                Contender node = contender(source.next());
                looked++;
                Optional<Veto.Filter> refusing = fit.refusing(node);
                if (refusing.isPresent()) {
                    met.add(refusing.get(), node);
                } else {
                    ahead = node;
                }
            }
            return ahead != null;
        }

        @Override
        public Contender next() {
            Contender next = hasNext() ? ahead : null;
            if (next == null) {
                throw new NoSuchElementException("no more nodes fit");
            }
            ahead = null;
            return next;
        }
    }
}
