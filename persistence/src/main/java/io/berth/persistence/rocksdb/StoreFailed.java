package io.berth.persistence.rocksdb;

/** The store cannot be opened, or has refused all writes since one of them failed. The message says what to do. */
public final class StoreFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreFailed(String message) {
        super(message);
    }

    StoreFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
