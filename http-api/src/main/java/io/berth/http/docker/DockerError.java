package io.berth.http.docker;

/** Ends the handling of a request with a status and the one sentence that Docker's clients print. */
final class DockerError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    DockerError(int status, String message) {
        super(message);
        this.status = status;
    }

    /** {@code service web not found}; the only status that the command line acts upon. */
    static DockerError notFound(String kind, String name) {
        return new DockerError(404, "%s %s not found".formatted(kind, name));
    }

    /** A name or the beginning of an id that several things have. */
    static DockerError ambiguous(String kind, String name, int matches) {
        return new DockerError(400, "%s %s is ambiguous (%d matches found)".formatted(kind, name, matches));
    }

    /** A refusal of the swarm itself, with the prefix that its clients know. */
    static DockerError swarm(GrpcCode code, String description) {
        return new DockerError(code.status(), "rpc error: code = %s desc = %s".formatted(code.word(), description));
    }

    /** The sender decided on an older version than the present one. */
    static DockerError outOfSequence() {
        return swarm(GrpcCode.UNKNOWN, "update out of sequence");
    }

    /** What Berth does not do; the sentence says what to use instead. */
    static DockerError unserved(String sentence) {
        return new DockerError(501, sentence);
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
