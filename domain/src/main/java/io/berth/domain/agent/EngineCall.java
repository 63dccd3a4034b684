package io.berth.domain.agent;

/** What a person may ask of a node's container engine. An agent passes nothing else on. */
public enum EngineCall {
    INSPECT(Subject.CONTAINER),
    LOGS(Subject.CONTAINER),
    STATS(Subject.CONTAINER),
    TOP(Subject.CONTAINER),
    CHANGES(Subject.CONTAINER),
    /** What a path in a container is. */
    DESCRIBE_PATH(Subject.CONTAINER),
    /** Files of a container as a tar archive. */
    READ_ARCHIVE(Subject.CONTAINER),
    /** A tar archive, streamed, is unpacked in a container. */
    WRITE_ARCHIVE(Subject.CONTAINER),
    /** Sends a signal. What follows from an end is for the service's restart policy. */
    KILL(Subject.CONTAINER),
    STOP(Subject.CONTAINER),
    PAUSE(Subject.CONTAINER),
    UNPAUSE(Subject.CONTAINER),
    /** Answers when the container has ended. */
    WAIT(Subject.CONTAINER),
    RESIZE(Subject.CONTAINER),
    /** The connection becomes the streams of the container's first process. */
    ATTACH(Subject.CONTAINER),
    CREATE_EXEC(Subject.CONTAINER),
    /** The connection becomes the streams of the program. */
    START_EXEC(Subject.EXEC),
    RESIZE_EXEC(Subject.EXEC),
    INSPECT_EXEC(Subject.EXEC),
    VOLUMES(Subject.NODE),
    IMAGES(Subject.NODE),
    DISK_USAGE(Subject.NODE);

    /** What a call is about. */
    public enum Subject {
        /** One container of a task. */
        CONTAINER,
        /** A program that was started in a container of a task beside its own. */
        EXEC,
        /** The engine itself; such calls read only. */
        NODE
    }

    private final Subject subject;

    EngineCall(Subject subject) {
        this.subject = subject;
    }

    public Subject subject() {
        return subject;
    }

    /** Whether the connection is no HTTP any more once the engine has agreed. */
    public boolean isUpgrade() {
        return this == ATTACH || this == START_EXEC;
    }

    /** Whether the caller sends more than the request's body. */
    public boolean takesInput() {
        return isUpgrade() || this == WRITE_ARCHIVE;
    }
}
