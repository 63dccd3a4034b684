package io.berth.persistence.cassandra;

/** Writes nothing; answers the epoch in which this process owns the log. */
final class EpochQuestion implements Mutation<Long> {
    private final boolean isTaking;
    private long epoch;

    /**
     * If it is {@code isTaking}, the log is taken over if need be, and the answer holds at some moment after the question;
     * otherwise the answer is what this process believes, or {@link Fenced} if it knows that it has lost the log.
     */
    EpochQuestion(boolean isTaking) {
        this.isTaking = isTaking;
    }

    boolean isTaking() {
        return isTaking;
    }

    @Override
    public long weight() {
        return 0;
    }

    @Override
    public void stage(Staging staging) {
        epoch = staging.epoch();
    }

    @Override
    public Long committed() {
        return epoch;
    }
}
