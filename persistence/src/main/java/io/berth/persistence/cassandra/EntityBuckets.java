package io.berth.persistence.cassandra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * In which buckets of a log its entities may have rows, as the owner of the log knows it. Nobody else adds to that while
 * it is the owner, so one look at the hints at the beginning of an epoch is enough.
 */
final class EntityBuckets {
    private final HintTable hints;
    private final String log;
    private final Map<String, TreeSet<Integer>> buckets = new HashMap<>();
    private long epoch = -1;

    EntityBuckets(HintTable hints, String log) {
        this.hints = hints;
        this.log = log;
    }

    /** Makes it known that entities have rows in the owner's bucket, before they have. */
    synchronized void note(Owned owned, Set<String> entities) {
        if (entities.isEmpty()) {
            return;
        }
        load(owned.fence().epoch());
        List<String> unknown = entities.stream()
                .filter(entity -> !buckets.getOrDefault(entity, new TreeSet<>()).contains(owned.bucket()))
                .toList();
        if (!unknown.isEmpty()) {
            hints.noteEntities(log, owned.bucket(), unknown);
            unknown.forEach(entity -> add(entity, owned.bucket()));
        }
    }

    /** The buckets of an entity, in order, as known in an epoch of this process. */
    synchronized List<Integer> of(long atEpoch, String entity) {
        load(atEpoch);
        return List.copyOf(buckets.getOrDefault(entity, new TreeSet<>()));
    }

    /** An entity has nothing in a bucket any more, and can get nothing there. */
    synchronized void forget(String entity, int bucket) {
        hints.forgetEntity(log, bucket, entity);
        buckets.getOrDefault(entity, new TreeSet<>()).remove(bucket);
    }

    private void load(long atEpoch) {
        if (epoch >= atEpoch) {
            return;
        }
        buckets.clear();
        hints.entities(log).forEach(hint -> add(hint.name(), hint.bucket()));
        epoch = atEpoch;
    }

    private void add(String entity, int bucket) {
        buckets.computeIfAbsent(entity, _ -> new TreeSet<>()).add(bucket);
    }
}
