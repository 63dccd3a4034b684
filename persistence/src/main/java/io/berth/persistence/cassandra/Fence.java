package io.berth.persistence.cassandra;

import java.util.UUID;

/**
 * What a bucket says about itself in its static columns. Every write of a log is conditional on the epoch and the revision
 * in it, so a write that was prepared by somebody who does not own the log any more cannot be applied.
 *
 * @param epoch of the owner; raised by each takeover
 * @param holder drawn by each takeover, so that a taker knows its own after a timeout
 * @param revision raised by each write in this bucket
 * @param base the tail when the bucket was opened
 * @param tail the place of the newest listed entry
 * @param weight about the bytes in the bucket
 * @param isClosed whether the log goes on in the next bucket
 */
record Fence(long epoch, UUID holder, long revision, long base, long tail, long weight, boolean isClosed) {
    /** The fence of a new bucket. */
    static Fence opening(long epoch, UUID holder, long tail) {
        return new Fence(epoch, holder, 0, tail, tail, 0, false);
    }

    Fence after(long newTail, long bytes) {
        return new Fence(epoch, holder, revision + 1, base, newTail, weight + bytes, false);
    }

    Fence closed() {
        return new Fence(epoch, holder, revision + 1, base, tail, weight, true);
    }

    boolean isOf(Fence other) {
        return epoch == other.epoch && holder.equals(other.holder);
    }
}
