package io.berth.agent.session;

import io.grpc.Status;

/** What gRPC says, for people. */
final class Statuses {
    private Statuses() {}

    /** The text of a status, or its code if it has none. */
    static String text(Status status) {
        String description = status.getDescription();
        String cause = status.getCause() == null ? "" : " (" + status.getCause().getMessage() + ")";
        return (description == null ? status.getCode().name() : description) + cause;
    }
}
