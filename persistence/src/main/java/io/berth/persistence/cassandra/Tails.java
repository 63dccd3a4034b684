package io.berth.persistence.cassandra;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The highest sequence numbers of the entities of a log, as its owner knows them from their recovery and from what it has
 * written since. With the epoch the knowledge ends: another owner may have written.
 */
final class Tails {
    private final Map<String, Long> highest = new HashMap<>();
    private long epoch = -1;

    /** An entity's highest sequence number was read in an epoch. */
    synchronized void know(long atEpoch, String entity, long sequence) {
        if (atEpoch > epoch) {
            highest.clear();
            epoch = atEpoch;
        }
        if (atEpoch == epoch) {
            highest.merge(entity, sequence, Math::max);
        }
    }

    /** What is known of an entity in an epoch; empty if it was not recovered in it. */
    synchronized OptionalLong of(long atEpoch, String entity) {
        Long known = atEpoch == epoch ? highest.get(entity) : null;
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    /** The newest epoch of which anything is known, and -1 if nothing is. */
    synchronized long epoch() {
        return epoch;
    }

    /** Whether an entity was recovered in the newest epoch. */
    synchronized boolean isKnown(String entity) {
        return highest.containsKey(entity);
    }
}
