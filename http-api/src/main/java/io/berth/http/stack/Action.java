package io.berth.http.stack;

import java.util.Locale;

/** What a deploy does, or would do, to one thing. */
public enum Action {
    CREATED,
    UPDATED,
    UNCHANGED,
    REMOVED,
    /** It would have been removed, but something outside the stack uses it. */
    KEPT,
    /** Its turn has come, and it was refused. */
    REFUSED,
    /** No answer came in time: it may or may not be in effect. */
    UNKNOWN,
    /** Something before it was refused or is unknown, so it was left as it is. */
    NOT_TRIED;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
