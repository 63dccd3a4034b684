package io.berth.agent.runtime;

/** A runtime refused or failed; the message is in its own words and goes into the task's status as it is. */
public final class ContainerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ContainerException(String message) {
        super(message);
    }

    public ContainerException(String message, Throwable cause) {
        super(message, cause);
    }
}
