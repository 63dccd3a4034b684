package io.berth.http.task;

import io.berth.domain.fleet.FleetView;
import io.berth.domain.service.Task;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.HostPort;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One task.
 *
 * @param id never used again
 * @param name what people see, such as {@code web.3.x7k...}
 * @param service name of its service
 * @param slot number, or the node of a global service
 * @param node id of its node
 * @param hostname of its node, empty if the node is not known any more
 * @param revision of the spec that it runs
 * @param images that it runs
 * @param state observed, such as {@code running}
 * @param desired {@code running}, or {@code shutdown} if it is not wanted any more
 * @param reason why it is not wanted any more
 * @param message what happened last
 * @param error why it failed
 * @param exitCode of the container that ended it
 * @param createdAt when it was assigned
 * @param changedAt when its state was last seen to change, by its node's clock
 * @param ports where it is reached on its node
 */
public record TaskView(
        String id,
        String name,
        String service,
        String namespace,
        String stack,
        String slot,
        String node,
        String hostname,
        long revision,
        List<String> images,
        String state,
        String desired,
        String reason,
        String message,
        String error,
        OptionalInt exitCode,
        String createdAt,
        String changedAt,
        List<ContainerStatusView> containers,
        List<HostPortView> ports) {
    /** What the runtime says of one container. */
    public record ContainerStatusView(
            String name, String runtimeId, boolean running, OptionalInt exitCode, int restarts) {
        static ContainerStatusView of(ContainerStatus status) {
            return new ContainerStatusView(
                    status.name(), status.runtimeId(), status.running(), status.exitCode(), status.restarts());
        }
    }

    /** Where a port is reached on its node. */
    public record HostPortView(String protocol, int target, int published) {
        static HostPortView of(HostPort port) {
            return new HostPortView(port.protocol(), port.target(), port.published());
        }
    }

    public static TaskView of(FoundTask found, FleetView fleet) {
        Task task = found.task();
        return new TaskView(
                task.id().value(),
                found.name(),
                found.service().id().name(),
                found.service().id().namespace(),
                found.service().spec().stack(),
                task.slot().toString(),
                task.node().value(),
                hostname(task, fleet),
                task.revision(),
                images(found),
                task.status().state().word(),
                task.isWanted() ? "running" : "shutdown",
                task.reason(),
                task.status().message(),
                task.status().error(),
                task.status().exitCode(),
                task.createdAt().toString(),
                task.status().at().toString(),
                task.status().containers().stream().map(ContainerStatusView::of).toList(),
                task.status().ports().stream().map(HostPortView::of).toList());
    }

    static String hostname(Task task, FleetView fleet) {
        return fleet.node(task.node()).map(node -> node.info().hostname()).orElse("");
    }

    private static List<String> images(FoundTask found) {
        return Optional.ofNullable(found.service().specs().get(found.task().revision()))
                .map(spec -> spec.template().containers().stream()
                        .map(ContainerSpec::image)
                        .toList())
                .orElse(List.of());
    }
}
