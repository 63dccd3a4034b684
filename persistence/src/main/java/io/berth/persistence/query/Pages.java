package io.berth.persistence.query;

import java.util.concurrent.CompletionStage;

/** Something in order that grows at its end and is read page by page. */
public interface Pages<T> {
    /** What follows {@code cursor}. Called by a stream's stage, which must not wait. */
    CompletionStage<Page<T>> after(long cursor);

    /** The newest cursor there is, as far as known without asking the store. Called by the writer: must be quick. */
    long newest();
}
