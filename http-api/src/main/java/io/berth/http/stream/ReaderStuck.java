package io.berth.http.stream;

import java.time.Duration;

/** A reader takes nothing: its connection is cut, since it would not hear a last word. */
final class ReaderStuck extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReaderStuck(Duration patience) {
        // Where it was found out is of no interest to anyone.
        super("the reader has taken nothing for %d ms".formatted(patience.toMillis()), null, false, false);
    }
}
