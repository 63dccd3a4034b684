package io.berth.domain.placement;

import io.berth.domain.fleet.Census;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.IndexedNode;
import io.berth.domain.fleet.Lack;
import io.berth.domain.fleet.Lens;
import io.berth.domain.fleet.NodeGroup;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.Trait;
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
    private final Criteria criteria;
    private final Lens lens;
    private final Refusals met;
    /** Nodes that only what the service has there, or the node's own refusal, has ruled out. */
    private final List<Contender> late = new ArrayList<>();

    private int looked;

    Planning(FleetView fleet, PlacementRequest request, long seed) {
        this.fleet = request.withSent(fleet);
        this.request = request;
        this.seed = seed;
        this.fit = new Fit(request);
        this.ranking = Ranking.of(request.placement().strategy(), seed);
        this.met = new Refusals(fit);
        this.criteria = Criteria.of(request);
        this.lens = this.fleet.lens(ranking.order(), criteria.traits());
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
                : new Explanation(seed, fleet.size(), refusalsOfAll(isPlaced), shortlist.candidates());
        return new Placement(chosen, why);
    }

    private List<Explanation.Refusal> refusalsOfAll(boolean isPlaced) {
        return isPlaced || !criteria.isComplete() ? refusals(!isPlaced) : refusalsByGroup();
    }

    private boolean give(Contender node) {
        node.give(request.reserved());
        changed.put(node.node(), node);
        return refusing(node).isEmpty();
    }

    /** Of a node in a group that is not refused as a whole. */
    private Optional<Veto.Filter> refusing(Contender node) {
        return criteria.isComplete() ? fit.refusingAlone(node) : fit.refusing(node);
    }

    private Branch root() {
        Grouping grouping = new Grouping();
        for (NodeGroup group : lens.groups(criteria.wanted())) {
            if (!criteria.isComplete()
                    || fit.refusingAll(contender(group.first())).isEmpty()) {
                List<String> values = group.values();
                grouping.add(values.subList(values.size() - criteria.branches(), values.size()), group);
            }
        }
        if (criteria.branches() > 0) {
            List<Trait> spread = Criteria.spread(request);
            request.ownTasks()
                    .forEach((id, tasks) -> fleet.node(id)
                            .ifPresent(view -> grouping.addTasks(
                                    spread.stream().map(trait -> trait.of(view)).toList(), tasks)));
        }
        return grouping.branch(
                ranking,
                groups -> new Pool(
                        new Fitting(NodeGroup.offers(groups, ranking.order(), ranking.start(), request.reserved())),
                        ranking));
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

    /**
     * Every node's refusal after a placement that has left no node that fits: those that fitted were all met, the others
     * are counted by groups.
     */
    private List<Explanation.Refusal> refusalsByGroup() {
        Refusals all = new Refusals(fit);
        fleet.lensByLack(criteria.traits(), request.reserved())
                .ifPresentOrElse(
                        byLack -> byLack.groups().forEachRemaining(group -> addAlike(group, all)),
                        () -> lens.groups().forEachRemaining(group -> addAll(group, all)));
        late.forEach(node -> fit.refusing(node).ifPresent(filter -> all.add(filter, node)));
        changed.values().forEach(node -> fit.refusing(node).ifPresent(filter -> all.add(filter, node)));
        return all.list();
    }

    /** A group of nodes that lack the same. */
    private void addAlike(NodeGroup group, Refusals all) {
        Optional<Veto.Filter> refusing = fit.refusingAll(contender(group.first()));
        Contender nearest = contender(group.head());
        if (isBeforeResources(refusing)) {
            all.add(refusing.get(), contender(group.first()), group.size());
        } else if (Lack.of(request.reserved(), nearest.free()) != Lack.NOTHING) {
            all.add(Veto.Filter.RESOURCES, nearest, group.size());
        } else {
            refusing.ifPresent(filter -> all.add(filter, nearest, group.size()));
        }
    }

    private static boolean isBeforeResources(Optional<Veto.Filter> filter) {
        return filter.isPresent() && filter.get().compareTo(Veto.Filter.RESOURCES) < 0;
    }

    private void addAll(NodeGroup group, Refusals all) {
        Optional<Veto.Filter> refusing = fit.refusingAll(contender(group.first()));
        if (isBeforeResources(refusing)) {
            all.add(refusing.get(), contender(group.first()), group.size());
            return;
        }
        Census census = group.census(request.reserved());
        for (Lack lack : Lack.values()) {
            Optional<Veto.Filter> filter = lack == Lack.NOTHING ? refusing : Optional.of(Veto.Filter.RESOURCES);
            census.nearest(lack)
                    .ifPresent(
                            nearest -> filter.ifPresent(some -> all.add(some, contender(nearest), census.count(lack))));
        }
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
                Optional<Veto.Filter> refusing = refusing(node);
                if (refusing.isPresent()) {
                    met.add(refusing.get(), node);
                    if (refusing.get().compareTo(Veto.Filter.PORT) > 0) {
                        late.add(node);
                    }
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
