package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.world.Names;
import io.berth.chaos.simulator.world.Witness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** S13 a secret reaches only a node that has its task in the books, and only in the version that the task is to have. */
final class Secrets implements Witness {
    private final Finding.Book book;
    private final Names names;
    private final Map<TaskId, NodeId> booked = new HashMap<>();
    private final Map<TaskId, ServiceSpec> specs = new HashMap<>();

    Secrets(Finding.Book book, Names names) {
        this.book = book;
        this.names = names;
    }

    @Override
    public void recorded(Entry<?, ?> entry) {
        switch (entry.recorded().event()) {
            case ServiceEvent.TasksAssigned(var revision, var tasks, var _) -> {
                ServiceSpec spec = Objects.requireNonNull(
                        ((ServiceState) entry.after()).specs().get(revision), "the spec of assigned tasks");
                tasks.forEach(task -> specs.put(task.task(), spec));
            }
            case NodeEvent.TasksReserved(var _, var tasks) ->
                tasks.forEach(task ->
                        booked.put(task.task(), new NodeId(entry.log().entity().id())));
            default -> {}
        }
    }

    @Override
    public void secretReached(NodeId node, TaskId task, FileRef secret) {
        if (!node.equals(booked.get(task))) {
            book.add(
                    "S13",
                    "secret %s of %s has reached %s, which does not hold the task"
                            .formatted(secret.name(), names.of(task), node));
        }
        ServiceSpec spec = specs.get(task);
        boolean isOfTask = spec != null
                && spec.template().containers().stream()
                        .anyMatch(container -> container.secrets().contains(secret));
        if (!isOfTask) {
            book.add(
                    "S13",
                    "%s was given version %d of secret %s, which its revision does not name"
                            .formatted(names.of(task), secret.version(), secret.name()));
        }
    }
}
