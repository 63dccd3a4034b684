package io.berth.chaos.simulator.plan;

/**
 * A machine that is ill for ever, while all others are well.
 *
 * @param machine a member or a node
 * @param lot what is wrong with it
 */
public record Outcast(String machine, Lot lot) implements Step.Action {
    /** What can be wrong with a machine for ever. */
    public enum Lot {
        /** It is switched off. */
        DEAD("is switched off"),
        /** Its program stands still and holds its connections. */
        STILL("stands still"),
        /** Nothing reaches it and it reaches nothing. */
        UNREACHABLE("is cut off from everything"),
        /** A member that agents and users reach, but no member, nor the journal. */
        ISOLATED("is cut off from the members and the journal"),
        /** It dies and comes back again and again. */
        FLAPPING("dies and comes back, again and again");

        private final String words;

        Lot(String words) {
            this.words = words;
        }
    }

    @Override
    public String toString() {
        return "for ever: " + machine + " " + lot.words;
    }
}
