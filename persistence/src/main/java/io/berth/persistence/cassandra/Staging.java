package io.berth.persistence.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What one group of mutations will write, all or nothing. */
final class Staging {
    private final Owned owned;
    private final List<Change> changes = new ArrayList<>();
    private final List<Run> order = new ArrayList<>();
    private final Set<String> entities = new TreeSet<>();
    private long tail;
    private long weight;

    Staging(Owned owned) {
        this.owned = owned;
        this.tail = owned.fence().tail();
    }

    long epoch() {
        return owned.fence().epoch();
    }

    int bucket() {
        return owned.bucket();
    }

    void put(LogRow row) {
        changes.add(new Change.Put(row));
        weight += row.weight();
    }

    void delete(RowKind kind, String name, long sequence) {
        changes.add(new Change.Delete(kind, name, sequence));
    }

    void deleteTo(RowKind kind, String name, long sequence) {
        changes.add(new Change.DeleteTo(kind, name, sequence));
    }

    /** Makes it known beforehand that an entity has rows in this bucket. */
    void touch(String entity) {
        entities.add(entity);
    }

    Set<String> entities() {
        return entities;
    }

    /** Adds entries to the order of the log, and returns the place of the first. */
    long list(Run run) {
        Run before = order.isEmpty() ? new Run("", 0, 0, 0) : order.getLast();
        if (before.name().equals(run.name()) && before.last() + 1 == run.first()) {
            order.removeLast();
            order.add(new Run(run.name(), before.first(), before.count() + run.count(), before.bytes() + run.bytes()));
        } else {
            order.add(run);
        }
        long first = tail + 1;
        tail += run.count();
        return first;
    }

    boolean isEmpty() {
        return changes.isEmpty() && order.isEmpty();
    }

    int size() {
        return changes.size();
    }

    long weight() {
        return weight;
    }

    /** The changes, with the order of what was listed. */
    List<Change> changes() {
        if (order.isEmpty()) {
            return changes;
        }
        List<Change> all = new ArrayList<>(changes);
        all.add(new Change.Put(
                new LogRow(RowKind.ORDER, "", owned.fence().tail() + 1, tail, epoch(), Body.of(Run.toBytes(order)))));
        return all;
    }

    /** The fence once the changes are made. */
    Fence next() {
        return owned.fence().after(tail, weight + 40L * order.size());
    }
}
