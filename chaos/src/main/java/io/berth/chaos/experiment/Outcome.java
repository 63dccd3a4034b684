package io.berth.chaos.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an experiment has shown.
 *
 * @param experiment that was run
 * @param verdict on it
 * @param moments in their order
 * @param detected after the first fault: when it first showed, in the cluster or in a probe
 * @param replaced after the first fault: when another task ran in the slot of the one that was hit
 * @param recovered after the first fault: when all that must hold held again, for good
 */
public record Outcome(
        Experiment experiment,
        Verdict verdict,
        List<Moment> moments,
        Optional<Duration> detected,
        Optional<Duration> replaced,
        Optional<Duration> recovered) {
    /** In one word. */
    public enum Verdict {
        /** All that must hold held again in time. */
        PASSED,
        /** Something did not. */
        FAILED,
        /** It did not hold before anything was done, so nothing was. */
        NOT_BEGUN,
        /** It was stopped; all faults are taken back. */
        STOPPED
    }

    /**
     * Something that happened.
     *
     * @param at since the experiment began
     * @param kind of it
     * @param text in words
     */
    public record Moment(Duration at, Kind kind, String text) {
        /** What a moment is about. */
        public enum Kind {
            FAULT,
            UNDO,
            BROKEN,
            HOLDS,
            NOTE
        }
    }

    public Outcome {
        moments = List.copyOf(moments);
    }
}
