package io.berth.agent;

/** A call of the engine that the agent does not pass on; the text is for the caller. */
public final class EngineRefusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    /** @param status of HTTP */
    public EngineRefusal(int status, String text) {
        super(text);
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
