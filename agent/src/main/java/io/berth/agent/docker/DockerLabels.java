package io.berth.agent.docker;

import io.berth.agent.runtime.ContainerPlan;
import io.berth.agent.runtime.ContainerRef;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The labels by which containers, networks and volumes of ours are known again. */
final class DockerLabels {
    static final String NODE = "io.berth.node";
    /** Marks the container that owns the network namespace of a task of several. */
    static final String HOLDER = "io.berth.holder";

    static final String NETWORK = "io.berth.network";
    static final String TASK = "io.berth.task";
    private static final String CONTAINER = "io.berth.container";

    private DockerLabels() {}

    static Map<String, String> of(ContainerPlan plan, NodeId node) {
        TaskAssignment assignment = plan.assignment();
        Map<String, String> labels = new LinkedHashMap<>(plan.container().labels());
        labels.put(NODE, node.value());
        labels.put(TASK, assignment.task().value());
        labels.put(CONTAINER, plan.container().name());
        labels.put("io.berth.service", assignment.service().toString());
        labels.put("io.berth.service-uid", assignment.serviceUid());
        labels.put("io.berth.slot", assignment.slot().toString());
        labels.put("io.berth.revision", Long.toString(assignment.revision()));
        return labels;
    }

    static Map<String, String> ofHolder(TaskAssignment task, NodeId node) {
        Map<String, String> labels = new LinkedHashMap<>(shared(task.task(), node));
        labels.put(HOLDER, task.task().value());
        return labels;
    }

    /** Of what the containers of a task share. */
    static Map<String, String> shared(TaskId task, NodeId node) {
        return Map.of(NODE, node.value(), TASK, task.value());
    }

    /** Whose holder it is, if it is one. */
    static Optional<TaskId> heldTask(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(HOLDER)).map(TaskId::new);
    }

    /** Which container of ours it is, if it is one. */
    static Optional<ContainerRef> ref(Map<String, String> labels, String id) {
        String task = labels.get(TASK);
        String container = labels.get(CONTAINER);
        return task == null || container == null
                ? Optional.empty()
                : Optional.of(new ContainerRef(new TaskId(task), container, id));
    }

    /** From the engine's {@code key=value}. */
    static Map<String, String> ofPairs(String[] pairs) {
        Map<String, String> labels = new HashMap<>();
        for (String pair : pairs) {
            int sign = pair.indexOf('=');
            labels.put(sign < 0 ? pair : pair.substring(0, sign), sign < 0 ? "" : pair.substring(sign + 1));
        }
        return labels;
    }
}
