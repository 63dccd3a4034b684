package io.berth.http.stream;

/** One step of a stream. Each says up to which position its reader has seen everything that it asked for. */
sealed interface StreamItem permits StreamItem.Shown, StreamItem.Skipped, StreamItem.End {
    long position();

    /** An event that the reader wants. */
    record Shown(RenderedEvent event) implements StreamItem {
        @Override
        public long position() {
            return event.position();
        }
    }

    /** An event that the reader's filter leaves out. */
    record Skipped(long position) implements StreamItem {}

    /**
     * The member ends the stream; the reader may resume after the position.
     *
     * @param reason for the reader
     */
    record End(long position, String reason) implements StreamItem {}
}
