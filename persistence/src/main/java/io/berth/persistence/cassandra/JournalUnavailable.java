package io.berth.persistence.cassandra;

/** The journal cannot be read or written at present. Nothing of what was asked for was written. */
public final class JournalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalUnavailable(String message) {
        super(message);
    }

    JournalUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
