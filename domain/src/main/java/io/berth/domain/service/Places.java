package io.berth.domain.service;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.service.Signs.Mark;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.treap.Kind;
import io.berth.domain.treap.MapView;
import io.berth.domain.treap.Treap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a service and the tasks in them. Immutable; a change of one place costs O(log n), and so does finding a
 * place that needs attention.
 */
final class Places {
    private static final Kind<Place, Signs> BY_SLOT = new Kind<>(
            Comparator.comparing(Place::slot), place -> place.slot().hashCode(), Place::signs, Signs::merged);
    private static final Kind<Home, Kind.Nothing> BY_TASK =
            Kind.plain(Comparator.comparing(Home::task), home -> home.task().hashCode());
    private static final Kind<Task, Kind.Nothing> BY_NODE = Kind.plain(
            Comparator.comparing(Task::node).thenComparing(Task::slot).thenComparing(Task::id),
            task -> task.id().hashCode());
    static final Places NONE = new Places(Treap.empty(BY_SLOT), Treap.empty(BY_TASK), Treap.empty(BY_NODE), 0);
    private static final Signs NO_SIGNS = Place.empty(Slot.of(0)).signs();

    /** Where a task is, and the how manyth it was. */
    private record Home(TaskId task, Slot slot, long number) {}

    private final Treap<Place, Signs> bySlot;
    private final Treap<Home, Kind.Nothing> byTask;
    private final Treap<Task, Kind.Nothing> untold;
    private final long count;

    private Places(
            Treap<Place, Signs> bySlot,
            Treap<Home, Kind.Nothing> byTask,
            Treap<Task, Kind.Nothing> untold,
            long count) {
        this.bySlot = bySlot;
        this.byTask = byTask;
        this.untold = untold;
        this.count = count;
    }

    /** @param tasks the oldest first */
    static Places of(Map<Slot, SlotState> slots, Map<TaskId, Task> tasks) {
        if (slots instanceof View<?, ?> ofSlots
                && tasks instanceof View<?, ?> ofTasks
                && ofSlots.isOf(ofTasks.places)) {
            return ofTasks.places;
        }
        Places made = NONE;
        for (Map.Entry<Slot, SlotState> slot : slots.entrySet()) {
            made = made.with(Place.empty(slot.getKey()).with(Optional.of(slot.getValue())));
        }
        for (Task task : tasks.values()) {
            made = made.with(made.at(task.slot()).with(task));
        }
        return made;
    }

    /** The place of the slot; an empty one if there is none. */
    Place at(Slot slot) {
        return bySlot.find(place -> place.slot().compareTo(slot)).orElseGet(() -> Place.empty(slot));
    }

    /** The place that the task is in. */
    Optional<Place> of(TaskId task) {
        return byTask.find(home -> home.task().compareTo(task)).map(home -> at(home.slot()));
    }

    Signs signs() {
        return bySlot.summary().orElse(NO_SIGNS);
    }

    /** With {@code place} as it is now; one that holds nothing is forgotten. */
    Places with(Place place) {
        Treap<Home, Kind.Nothing> homes = byTask;
        Treap<Task, Kind.Nothing> newUntold = untold;
        long newCount = count;
        Place old = at(place.slot());
        for (Task task : old.tasks()) {
            if (!place.tasks().contains(task)) {
                newUntold = newUntold.without(task);
                homes = place.task(task.id()).isEmpty() ? homes.without(new Home(task.id(), place.slot(), 0)) : homes;
            }
        }
        for (Task task : place.tasks()) {
            if (old.task(task.id()).isEmpty()) {
                homes = homes.with(new Home(task.id(), place.slot(), newCount));
                newCount++;
            }
            newUntold = task.isUntold() && !old.tasks().contains(task) ? newUntold.with(task) : newUntold;
        }
        Treap<Place, Signs> slots = place.isNothing() ? bySlot.without(place) : bySlot.with(place);
        return new Places(slots, homes, newUntold, newCount);
    }

    /** Every place as {@code change} makes it. */
    Places each(Function<Place, Place> change) {
        Places changed = this;
        for (Place place : all()) {
            Place now = change.apply(place);
            changed = now.equals(place) ? changed : changed.with(now);
        }
        return changed;
    }

    /** All places by slot. */
    Iterable<Place> all() {
        return bySlot::all;
    }

    /** Tasks of which their nodes have something to hear, by node. */
    List<Task> untold() {
        return stream(untold.all()).toList();
    }

    /** The same of some nodes only. */
    List<Task> untold(Collection<NodeId> nodes) {
        return nodes.stream()
                .flatMap(node -> stream(untold.from(task -> task.node().compareTo(node)))
                        .takeWhile(task -> task.node().equals(node)))
                .toList();
    }

    /** Nodes that have to hear something else than before. */
    SortedSet<NodeId> toldOtherwise(Places before) {
        SortedSet<NodeId> nodes = new TreeSet<>();
        before.untold.changesTo(
                untold, (old, now) -> nodes.add(old.or(() -> now).orElseThrow().node()));
        return nodes;
    }

    /** Places that bear the mark, by slot. */
    List<Place> marked(Mark mark) {
        return where(signs -> signs.has(mark));
    }

    /** Places with a live task of one of the revisions, by slot. */
    List<Place> running(Collection<Long> revisions) {
        return where(signs -> revisions.stream().anyMatch(signs::mayRun));
    }

    boolean isRunning(long revision) {
        boolean[] found = new boolean[1];
        bySlot.visit(new Treap.Visitor<>() {
            @Override
            public boolean isEnough(Signs signs, int places) {
                return found[0] || !signs.mayRun(revision);
            }

            @Override
            public void one(Place place) {
                found[0] |= place.tasks().stream().anyMatch(task -> task.isLive() && task.revision() == revision);
            }
        });
        return found[0];
    }

    /** What is seen of one place is true of it, but for revisions between those of its tasks. */
    private List<Place> where(Predicate<Signs> holds) {
        List<Place> found = new ArrayList<>();
        Iterator<Place> walk = bySlot.from(any -> 0, holds);
        while (walk.hasNext()) {
            Place place = walk.next();
            if (holds.test(place.signs())) {
                found.add(place);
            }
        }
        return found;
    }

    /** What is remembered of wanted slots, by slot. */
    Map<Slot, SlotState> slots() {
        return new View<>(
                this,
                signs().slots(),
                key -> key instanceof Slot slot ? at(slot).state() : Optional.empty(),
                () -> stream(bySlot.all())
                        .flatMap(place -> place.state().map(state -> Map.entry(place.slot(), state)).stream())
                        .iterator());
    }

    /** All tasks, the oldest first; going through them all costs O(n log n). */
    Map<TaskId, Task> tasks() {
        return new View<>(
                this,
                byTask.size(),
                key -> key instanceof TaskId id ? of(id).flatMap(place -> place.task(id)) : Optional.empty(),
                () -> stream(byTask.all())
                        .sorted(Comparator.comparingLong(Home::number))
                        .flatMap(home -> at(home.slot()).task(home.task()).stream())
                        .map(task -> Map.entry(task.id(), task))
                        .iterator());
    }

    private static <E> Stream<E> stream(Iterator<E> elements) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED), false);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Places places && slots().equals(places.slots()) && tasks().equals(places.tasks());
    }

    @Override
    public int hashCode() {
        return tasks().hashCode();
    }

    @Override
    public String toString() {
        return stream(bySlot.all()).toList().toString();
    }

    /** A map that knows its places, so that nothing is copied on the way from one state to the next. */
    private static final class View<K, V> extends MapView<K, V> {
        private final Places places;

        View(
                Places places,
                int size,
                Function<@Nullable Object, Optional<V>> find,
                Supplier<Iterator<Map.Entry<K, V>>> entries) {
            super(size, find, entries);
            this.places = places;
        }

        @SuppressWarnings("ReferenceEquality") // Equal places that are others are as good, but are seldom met.
        private boolean isOf(Places others) {
            return places == others;
        }
    }
}
