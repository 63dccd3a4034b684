package io.berth.sharding.agents;

/** A log cannot be read, or not further; the text is for the reader's eyes. */
public final class LogUnavailableException extends RuntimeException {
    public LogUnavailableException(String message) {
        super(message);
    }
}
