package io.berth.sharding.agents;

/** An engine cannot be asked, or has not answered to the end; the text says why, for people. */
public final class EngineUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineUnavailableException(String text) {
        super(text);
    }
}
