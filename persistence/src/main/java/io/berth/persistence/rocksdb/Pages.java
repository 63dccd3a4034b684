package io.berth.persistence.rocksdb;

/** Something in order that grows at its end and is read page by page. */
interface Pages<T> {
    /** What follows {@code cursor}. Runs on a reader's thread. */
    Page<T> after(long cursor);

    /** The newest cursor there is, as far as known without looking at the disk. Called by the writer: must be quick. */
    long newest();
}
