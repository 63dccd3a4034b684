package io.berth.http.problem;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Rejection;
import io.berth.domain.spec.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Ends the handling of a request with a problem. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public static Refusal of(ProblemCode code, String detail) {
        return new Refusal(Problem.of(code, detail));
    }

    public static Refusal of(ProblemCode code, String detail, Map<String, Object> extra) {
        return new Refusal(Problem.of(code, detail).withExtra(extra));
    }

    /** One thing is not there: {@code no service web in namespace default}. */
    public static Refusal notFound(String detail) {
        return of(ProblemCode.NOT_FOUND, detail);
    }

    /** Fields that break rules; {@code what} was refused, such as {@code service web}. */
    public static Refusal invalid(String what, List<Violation> violations) {
        String rules = violations.stream().map(Violation::text).collect(Collectors.joining("; "));
        return new Refusal(Problem.of(ProblemCode.INVALID, "cannot accept " + what + ": " + rules)
                .withErrors(violations));
    }

    public static Refusal malformed(String detail, List<Violation> violations) {
        return new Refusal(Problem.of(ProblemCode.MALFORMED, detail).withErrors(violations));
    }

    public static Refusal of(Rejection rejection) {
        return of(ProblemCode.of(rejection.code()), rejection.text());
    }

    /** The accepted outcome; every other one is thrown as its refusal. */
    public static Outcome.Accepted orAccepted(EntityRef entity, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted;
            case Outcome.Rejected(Rejection rejection) -> throw of(rejection);
            case Outcome.Unknown(String reason) ->
                throw of(
                        ProblemCode.OUTCOME_UNKNOWN,
                        "no answer from %s in time (%s): the request may or may not be in effect; read it, or its history, to find out before asking again"
                                .formatted(entity, reason));
        };
    }

    public Problem problem() {
        return problem;
    }
}
