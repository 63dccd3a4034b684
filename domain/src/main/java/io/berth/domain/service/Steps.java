package io.berth.domain.service;

import io.berth.domain.task.Slot;
import io.berth.domain.treap.Kind;
import io.berth.domain.treap.MapView;
import io.berth.domain.treap.Treap;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Slots whose replacement has begun, and since when their new task runs ({@link Instant#MAX} until then). Immutable; a
 * change costs O(log n).
 */
final class Steps {
    static final Steps NONE = new Steps(Treap.empty(
            new Kind<>(Comparator.comparing(Step::slot), step -> step.slot().hashCode(), Sum::of, Sum::merged)));

    private final Treap<Step, Sum> steps;

    private record Step(Slot slot, Instant since) {}

    /**
     * Of some steps.
     *
     * @param open those whose new task does not run yet
     * @param latest since when the others run, at the latest; {@link Instant#MIN} if there are no others
     */
    private record Sum(int open, Instant latest) {
        private static Sum of(Step step) {
            return step.since.equals(Instant.MAX) ? new Sum(1, Instant.MIN) : new Sum(0, step.since);
        }

        private static Sum merged(Sum a, Sum b) {
            return new Sum(a.open + b.open, a.latest.isAfter(b.latest) ? a.latest : b.latest);
        }
    }

    private Steps(Treap<Step, Sum> steps) {
        this.steps = steps;
    }

    static Steps of(Map<Slot, Instant> steps) {
        if (steps instanceof View view) {
            return view.steps;
        }
        Steps made = NONE;
        for (Map.Entry<Slot, Instant> step : steps.entrySet()) {
            made = made.with(step.getKey(), step.getValue());
        }
        return made;
    }

    Optional<Instant> since(Slot slot) {
        return steps.find(step -> step.slot.compareTo(slot)).map(Step::since);
    }

    Steps with(Slot slot, Instant since) {
        return new Steps(steps.with(new Step(slot, since)));
    }

    Steps without(Slot slot) {
        return new Steps(steps.without(new Step(slot, Instant.MAX)));
    }

    /** How many new tasks do not run yet. */
    int open() {
        return steps.summary().map(Sum::open).orElse(0);
    }

    /** Since when the last one that runs does. */
    Optional<Instant> latest() {
        return steps.summary().map(Sum::latest).filter(latest -> !latest.equals(Instant.MIN));
    }

    /** How many new tasks do not run yet, or have not run for {@code delay}. */
    int busy(Duration delay, Instant now) {
        int[] busy = new int[1];
        steps.visit(new Treap.Visitor<>() {
            @Override
            public boolean isEnough(Sum sum, int size) {
                if (sum.latest.equals(Instant.MIN) || !now.isBefore(sum.latest.plus(delay))) {
                    busy[0] += sum.open;
                    return true;
                }
                return false;
            }

            @Override
            public void one(Step step) {
                busy[0] += step.since.equals(Instant.MAX) || now.isBefore(step.since.plus(delay)) ? 1 : 0;
            }
        });
        return busy[0];
    }

    /** Since when the {@code count}th from the last runs, or the first if there are fewer. */
    Optional<Instant> latest(int count) {
        Queue<Instant> last = new PriorityQueue<>();
        steps.visit(new Treap.Visitor<>() {
            @Override
            public boolean isEnough(Sum sum, int size) {
                Instant least = last.peek();
                return sum.latest.equals(Instant.MIN)
                        || (least != null && last.size() >= count && !sum.latest.isAfter(least));
            }

            @Override
            public void one(Step step) {
                if (!step.since.equals(Instant.MAX)) {
                    last.add(step.since);
                    if (last.size() > count) {
                        last.remove();
                    }
                }
            }

            @Override
            public boolean isBetter(Sum one, Sum other) {
                return one.latest.isAfter(other.latest);
            }
        });
        return Optional.ofNullable(last.peek());
    }

    /** By slot. */
    Map<Slot, Instant> map() {
        return new View(this);
    }

    /** A map that knows its steps, so that nothing is copied on the way from one state to the next. */
    private static final class View extends MapView<Slot, Instant> {
        private final Steps steps;

        View(Steps steps) {
            super(
                    steps.steps.size(),
                    key -> key instanceof Slot slot ? steps.since(slot) : Optional.empty(),
                    () -> entries(steps.steps.all()));
            this.steps = steps;
        }
    }

    private static Iterator<Map.Entry<Slot, Instant>> entries(Iterator<Step> walk) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return walk.hasNext();
            }

            @Override
            public Map.Entry<Slot, Instant> next() {
                Step step = walk.next();
                return Map.entry(step.slot, step.since);
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Steps others && map().equals(others.map());
    }

    @Override
    public int hashCode() {
        return map().hashCode();
    }

    @Override
    public String toString() {
        return map().toString();
    }
}
