package io.berth.http.docker;

/** Swarm's kinds of refusals, which its HTTP answers carry in their text, each with its status. */
enum GrpcCode {
    UNKNOWN("Unknown", 500),
    INVALID_ARGUMENT("InvalidArgument", 400),
    FAILED_PRECONDITION("FailedPrecondition", 400),
    NOT_FOUND("NotFound", 404),
    ALREADY_EXISTS("AlreadyExists", 409),
    UNIMPLEMENTED("Unimplemented", 501),
    UNAVAILABLE("Unavailable", 503),
    DEADLINE_EXCEEDED("DeadlineExceeded", 500);

    private final String word;
    private final int status;

    GrpcCode(String word, int status) {
        this.word = word;
        this.status = status;
    }

    String word() {
        return word;
    }

    int status() {
        return status;
    }
}
