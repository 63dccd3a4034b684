package io.berth.chaos.experiment;

/** An experiment that cannot be read or not be begun; the text says why, and what to do. */
public final class ExperimentRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ExperimentRefused(String text) {
        super(text);
    }

    public ExperimentRefused(String text, Throwable cause) {
        super(text, cause);
    }
}
