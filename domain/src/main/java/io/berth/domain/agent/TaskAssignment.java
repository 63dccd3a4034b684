package io.berth.domain.agent;

import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.util.List;
import java.util.Map;

/**
 * All that an agent needs to run one task.
 *
 * @param task never used again
 * @param service that the task belongs to
 * @param serviceUid of this creation of the service
 * @param slot that the task fills
 * @param revision of the service's spec
 * @param template what to run
 * @param ports reached from outside
 * @param serviceLabels for templates and container labels
 */
public record TaskAssignment(
        TaskId task,
        ServiceId service,
        String serviceUid,
        Slot slot,
        long revision,
        TaskTemplate template,
        List<PortSpec> ports,
        Map<String, String> serviceLabels) {
    public TaskAssignment {
        ports = List.copyOf(ports);
        serviceLabels = Map.copyOf(serviceLabels);
    }

    /** The name that people see, such as {@code web.3.x7k...}; also the container's name in Docker. */
    public String taskName() {
        return service.name() + "." + slot + "." + task;
    }
}
