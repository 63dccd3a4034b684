package io.berth.node.cli.exit;

/** What the program tells the shell that started it. */
public final class ExitCode {
    /** Done, and where there is something to wait for: converged. */
    public static final int DONE = 0;

    /** Refused, or the member cannot be reached. */
    public static final int REFUSED = 1;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** The change failed and was rolled back. */
    public static final int ROLLED_BACK = 3;

    /** Not converged in time; it goes on without us. */
    public static final int TIMED_OUT = 4;

    /** The cluster has removed this member; a supervisor starts it again. */
    public static final int REMOVED = 5;

    private ExitCode() {}
}
