package io.berth.persistence.cassandra;

/** Tells the other processes that share the journal; a word that is lost only delays them. */
interface Announcing {
    /** To nobody, in a process that is alone. */
    Announcing NOBODY = new Announcing() {
        @Override
        public void wrote(String log, long tail) {}

        @Override
        public void gave(long position) {}
    };

    /** A shard of this process has events up to a place. */
    void wrote(String log, long tail);

    /** This process has given positions up to one. */
    void gave(long position);
}
