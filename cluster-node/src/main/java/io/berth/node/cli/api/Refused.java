package io.berth.node.cli.api;

import org.jspecify.annotations.Nullable;

/** The member refused, or did not answer. The message is for the person at the terminal. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    public Refused(int status, String detail) {
        super(detail);
        this.status = status;
    }

    public Refused(String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.status = 0;
    }

    /** Of the HTTP answer, 0 if there was none. */
    public int status() {
        return status;
    }

    /** What to tell the person. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
