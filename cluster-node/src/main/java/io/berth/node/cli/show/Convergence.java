package io.berth.node.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.node.cli.exit.ExitCode;
import java.util.OptionalInt;

/**
 * How far a service is from what its spec says, as one answer of the API tells it.
 *
 * @param text for the person who waits
 * @param exit set once nothing more is to come
 */
public record Convergence(String text, OptionalInt exit) {
    /** What is waited for. */
    public enum Goal {
        /** The present spec runs; having been rolled back is a failure. */
        SPEC,
        /** The previous spec runs again. */
        ROLLBACK
    }

    /** Reads a service; what its rollout says counts more than the number of its tasks. */
    public static Convergence of(JsonNode service, Goal goal) {
        JsonNode rollout = service.path("rollout");
        String message = rollout.path("message").asText();
        return switch (rollout.path("status").asText()) {
            case "updating" -> going(counts(service) + ", updating " + progress(rollout));
            case "paused" -> ended(ExitCode.REFUSED, "update paused: " + message);
            case "rollbackStarted" -> going(counts(service) + ", rolling back " + progress(rollout) + reason(message));
            case "rollbackPaused" -> ended(ExitCode.REFUSED, "rollback paused: " + message);
            case "rollbackCompleted" ->
                goal == Goal.ROLLBACK ? running(service) : ended(ExitCode.ROLLED_BACK, "rolled back" + reason(message));
            default -> running(service);
        };
    }

    private static Convergence running(JsonNode service) {
        int desired = service.path("desired").asInt();
        String mode = service.path("spec").path("mode").path("kind").asText();
        boolean isJob = mode.endsWith("Job");
        int reached = service.path(isJob ? "completed" : "running").asInt();
        JsonNode pending = service.path("pending");
        if (reached >= desired && pending.isEmpty()) {
            return ended(ExitCode.DONE, isJob ? reached + "/" + desired + " completed" : counts(service));
        }
        return going(
                pending.isEmpty()
                        ? counts(service)
                        : counts(service) + ", " + pending.path(0).path("text").asText());
    }

    private static String counts(JsonNode service) {
        return service.path("running").asInt() + "/" + service.path("desired").asInt() + " running";
    }

    private static String progress(JsonNode rollout) {
        return rollout.path("begun").asInt() + "/" + rollout.path("slots").asInt();
    }

    private static String reason(String message) {
        return message.isEmpty() ? "" : ": " + message;
    }

    private static Convergence going(String text) {
        return new Convergence(text, OptionalInt.empty());
    }

    private static Convergence ended(int exit, String text) {
        return new Convergence(text, OptionalInt.of(exit));
    }
}
