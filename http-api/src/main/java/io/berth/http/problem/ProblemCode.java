package io.berth.http.problem;

import io.berth.domain.entity.Rejection;
import java.util.Locale;

/** The kinds of refusals, each with its HTTP status. */
public enum ProblemCode {
    MALFORMED(400, "The request cannot be read"),
    CROSS_ORIGIN(403, "Requests of other sites' pages are refused"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "The path does not know this method"),
    CONFLICT(409, "The request contradicts the present state"),
    UNAVAILABLE(409, "The thing cannot be had at the moment"),
    GONE(410, "The events are not kept any more"),
    STALE(412, "The thing has changed since it was read"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_TYPE(415, "The body's type is not understood"),
    INVALID(422, "The request is wrong"),
    INTERNAL(500, "Berth has a fault"),
    NOT_READY(503, "This member cannot serve yet"),
    UNREACHABLE(503, "The node cannot be reached"),
    OUTCOME_UNKNOWN(504, "It is not known whether the request took effect");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The code as it stands in answers, such as {@code not-found}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code of an entity's refusal. */
    public static ProblemCode of(Rejection.Code code) {
        return switch (code) {
            case INVALID -> INVALID;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case STALE -> STALE;
            case UNAVAILABLE -> UNAVAILABLE;
            case NOT_READY -> NOT_READY;
        };
    }
}
