package io.berth.persistence.cassandra;

/** A write came from a process that does not own the shard any more; nothing of it was written, nor ever will be. */
public final class Fenced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fenced(String message) {
        super(message);
    }

    static Fenced by(String log, long mine, long theirs) {
        return new Fenced(("the write to %s in epoch %d was refused and nothing of it was written: another process has"
                        + " taken the shard over with epoch %d; recover the entity and try again")
                .formatted(log, mine, theirs));
    }

    static Fenced notRecovered(String log, String id) {
        return new Fenced(
                ("the write of %s was refused and nothing of it was written: this process has lost %s since the"
                                + " entity was recovered; recover it and try again")
                        .formatted(id, log));
    }
}
