package io.berth.persistence.cassandra;

/** One change of a bucket's rows, made together with others or not at all. */
sealed interface Change {
    /** Writes a row. */
    record Put(LogRow row) implements Change {}

    /** Deletes the rows of a kind and name up to a sequence number. */
    record DeleteTo(RowKind kind, String name, long sequence) implements Change {}

    /** Deletes one row. */
    record Delete(RowKind kind, String name, long sequence) implements Change {}
}
