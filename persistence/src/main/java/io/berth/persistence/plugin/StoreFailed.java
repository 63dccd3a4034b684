package io.berth.persistence.plugin;

/** The store cannot be opened, or has refused all writes since one of them failed. The message says what to do. */
public final class StoreFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFailed(String message) {
        super(message);
    }

    public StoreFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
