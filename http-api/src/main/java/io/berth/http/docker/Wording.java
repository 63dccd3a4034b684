package io.berth.http.docker;

import io.berth.http.problem.Problem;

/** From refusals of the domain to Swarm's words and statuses. */
final class Wording {
    private Wording() {}

    /** The error that Swarm's clients know for a problem, or the nearest one with the problem's own words. */
    static DockerError of(Problem problem) {
        return switch (problem.code()) {
            case "stale" -> DockerError.outOfSequence();
            case "malformed", "invalid" -> DockerError.swarm(GrpcCode.INVALID_ARGUMENT, problem.detail());
            case "conflict" -> DockerError.swarm(GrpcCode.FAILED_PRECONDITION, problem.detail());
            case "unavailable" -> DockerError.swarm(GrpcCode.INVALID_ARGUMENT, problem.detail());
            case "outcome-unknown" -> DockerError.swarm(GrpcCode.DEADLINE_EXCEEDED, problem.detail());
            default -> new DockerError(problem.status(), problem.detail());
        };
    }
}
