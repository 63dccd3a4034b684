package io.berth.domain.command;

import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.TaskTemplate;
import java.util.List;
import java.util.Map;

/**
 * What the tasks of one revision of a service have in common; a node keeps it once for all of them.
 *
 * @param service that the tasks belong to
 * @param serviceUid of this creation of the service
 * @param revision of the service's spec
 * @param template what to run
 * @param ports reached from outside
 * @param serviceLabels of the service
 */
public record TaskGroup(
        ServiceId service,
        String serviceUid,
        long revision,
        TaskTemplate template,
        List<PortSpec> ports,
        Map<String, String> serviceLabels) {
    public TaskGroup {
        ports = List.copyOf(ports);
        serviceLabels = Map.copyOf(serviceLabels);
    }

    /** Distinguishes this group on a node. */
    public Key key() {
        return new Key(serviceUid, revision);
    }

    /** Which group a task belongs to. */
    public record Key(String serviceUid, long revision) {}
}
