package io.berth.agent.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Things that nobody needs any more and that are kept for a while. Says which have outlived the limits; it removes
 * nothing and asks no clock. Safe for any thread.
 *
 * @param <K> what a thing is known by
 */
public final class Retention<K> {
    /**
     * How much is kept; whatever exceeds any of the three must go, the oldest first.
     *
     * @param ofGroup most things of one group, 0 or more
     * @param ofAll most things altogether, 0 or more
     * @param age longest time for any of them
     */
    public record Limits(int ofGroup, int ofAll, Duration age) {
        public Limits {
            if (ofGroup < 0 || ofAll < 0 || age.isNegative()) {
                throw new IllegalArgumentException(
                        "limits of what is kept must be 0 or more, got %d of a group, %d of all, age %s"
                                .formatted(ofGroup, ofAll, age));
            }
        }
    }

    private record Kept(Object group, Instant since) {}

    private final Limits limits;
    private final Map<K, Kept> kept = new LinkedHashMap<>();

    public Retention(Limits limits) {
        this.limits = limits;
    }

    /** Keeps a thing from now on; one that is kept already stays as old as it is. */
    public synchronized void keep(K thing, Object group, Instant since) {
        kept.putIfAbsent(thing, new Kept(group, since));
    }

    /** A thing is not kept any more: it is gone, or needed again. */
    public synchronized void release(K thing) {
        kept.remove(thing);
    }

    /** What must go now, the oldest first. It is said again until it is released. */
    public synchronized List<K> due(Instant now) {
        List<Map.Entry<K, Kept>> youngestFirst = new ArrayList<>(kept.entrySet()).reversed();
        youngestFirst.sort(Comparator.comparing(entry -> entry.getValue().since(), Comparator.reverseOrder()));
        Map<Object, Integer> ofGroup = new HashMap<>();
        int ofAll = 0;
        List<K> due = new ArrayList<>();
        for (Map.Entry<K, Kept> entry : youngestFirst) {
            Kept thing = entry.getValue();
            boolean isTooOld = !now.isBefore(thing.since().plus(limits.age()));
            if (isTooOld || ofAll >= limits.ofAll() || ofGroup.getOrDefault(thing.group(), 0) >= limits.ofGroup()) {
                due.add(entry.getKey());
            } else {
                ofAll++;
                ofGroup.merge(thing.group(), 1, Integer::sum);
            }
        }
        return due.reversed();
    }
}
