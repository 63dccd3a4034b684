package io.berth.persistence.cassandra;

import io.berth.persistence.query.Bell;

/** How far the one order goes, as this process knows it. */
final class Positions {
    static final String TRIMMED_FACT = "trimmed";

    private final FactTable facts;
    private final Bell bell = new Bell();
    private volatile long latest;
    private volatile long trimmed;

    Positions(FactTable facts) {
        this.facts = facts;
        this.trimmed = facts.get(TRIMMED_FACT);
        this.latest = trimmed;
    }

    /** Rung at each new position. */
    Bell bell() {
        return bell;
    }

    /** The newest known position. */
    long latest() {
        return latest;
    }

    /** The highest position deleted, as far as known here. */
    long trimmed() {
        return trimmed;
    }

    /** There are events up to a position. */
    void advance(long position) {
        synchronized (this) {
            if (position <= latest) {
                return;
            }
            latest = position;
        }
        bell.ring();
    }

    /** The highest position deleted. */
    long readTrimmed() {
        trim(facts.get(TRIMMED_FACT));
        return trimmed;
    }

    /** From here on nobody is given events up to a position, so they may go. */
    void raiseTrimmed(long position) {
        facts.raise(TRIMMED_FACT, position);
        trim(position);
    }

    private synchronized void trim(long position) {
        trimmed = Math.max(trimmed, position);
    }
}
