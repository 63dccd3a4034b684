package io.berth.node.crash;

import java.util.Optional;

/**
 * What a client believes that a service is.
 *
 * @param exists whether it is there
 * @param revision of the spec, 0 if it is not there
 * @param spec the present one
 * @param previous what a rollback puts again
 */
record Wish(boolean exists, long revision, Content spec, Optional<Content> previous) {
    static final Wish ABSENT = new Wish(false, 0, new Content(0, "", 0), Optional.empty());

    /**
     * What rounds change of a spec. An update changes all of it at once, so that half an update would be seen.
     *
     * @param replicas how many
     * @param text a variable of the tasks, another one in each update
     * @param forced raised by restarts
     */
    record Content(int replicas, String text, long forced) {}

    static Wish created(Content spec) {
        return new Wish(true, 1, spec, Optional.empty());
    }

    /** After an accepted change; a change to what is there already is none. */
    Wish changed(Content next) {
        return next.equals(spec) ? this : new Wish(true, revision + 1, next, Optional.of(spec));
    }

    @Override
    public String toString() {
        return exists ? "revision %d %s".formatted(revision, spec) : "absent";
    }
}
