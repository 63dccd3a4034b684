package io.berth.domain.task;

import java.util.Locale;

/** Where a task is in its life. It only ever moves to a later constant; the last six are ends. */
public enum TaskState {
    /** Wanted, without a node yet. */
    NEW,
    /** A node was chosen; it has not answered yet. */
    ASSIGNED,
    /** The node has entered the task in its books. */
    ACCEPTED,
    /** The agent fetches images and creates containers. */
    PREPARING,
    /** Containers run, but are not healthy yet. */
    STARTING,
    /** Containers run, and are healthy if the spec says how to tell. */
    RUNNING,
    /** Ended by itself with success. */
    COMPLETE,
    /** Ended by itself without success, from {@link #STARTING} on. */
    FAILED,
    /** Stopped because it was told to. */
    SHUTDOWN,
    /** Could not be started: image, mount or the node's word, before {@link #STARTING}. */
    REJECTED,
    /** Its node was given up; nobody knows what it does. */
    LOST,
    /** Never reached its node, or is no longer wanted in the history. */
    REMOVED;

    /** Whether no further state can follow, but {@link #REMOVED}. */
    public boolean isTerminal() {
        return compareTo(COMPLETE) >= 0;
    }

    /** The state as it stands in answers and tables, such as {@code running}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
