package io.berth.http.docker;

import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A container of a task, as Docker's clients see it: wherever it runs.
 *
 * @param service that the task belongs to
 * @param task that the container belongs to
 * @param status what is seen of the container
 */
record TaskContainer(ServiceState service, Task task, ContainerStatus status) {
    private static final String PREFIX = "com.docker.swarm.";

    /** Every container that exists, of all tasks. */
    static List<TaskContainer> all(List<ServiceState> services) {
        List<TaskContainer> all = new ArrayList<>();
        for (ServiceState service : services) {
            for (Task task : service.tasks().values()) {
                boolean isKnown =
                        task.status().state() != TaskState.LOST && task.status().state() != TaskState.REMOVED;
                if (isKnown) {
                    task.status().containers().stream()
                            .filter(status -> !status.runtimeId().isEmpty())
                            .forEach(status -> all.add(new TaskContainer(service, task, status)));
                }
            }
        }
        return all;
    }

    /**
     * The container that {@code wanted} means: its id or name, the id or name of its task, or the beginning of an id.
     */
    static TaskContainer find(String wanted, List<TaskContainer> all) {
        String name = wanted.startsWith("/") ? wanted.substring(1) : wanted;
        List<TaskContainer> exact = all.stream()
                .filter(container -> container.id().equals(name)
                        || container.name().equals(name)
                        || (container.isFirst() && container.task.id().value().equals(name)))
                .toList();
        if (!exact.isEmpty()) {
            return exact.getFirst();
        }
        List<TaskContainer> running = all.stream()
                .filter(container -> container.status.running()
                        && container.isFirst()
                        && container.slotName().equals(name))
                .toList();
        if (!running.isEmpty()) {
            return running.getLast();
        }
        List<TaskContainer> meant = name.isEmpty()
                ? List.of()
                : all.stream()
                        .filter(container -> container.id().startsWith(name)
                                || (container.isFirst()
                                        && container.task.id().value().startsWith(name)))
                        .toList();
        return switch (meant.size()) {
            case 0 -> throw new DockerError(404, "No such container: " + name);
            case 1 -> meant.getFirst();
            default -> throw new DockerError(400, "Multiple IDs found with provided prefix: " + name);
        };
    }

    String id() {
        return status.runtimeId();
    }

    boolean isMeantByTask(String wanted) {
        return isFirst() && task.id().value().startsWith(wanted) && !id().startsWith(wanted);
    }

    /** As the engine of its node calls it, without the slash. */
    String name() {
        String taskName = slotName() + "." + task.id();
        boolean isInit = spec().template().initContainers().stream()
                .anyMatch(container -> container.name().equals(status.name()));
        if (isInit) {
            return taskName + "-init-" + status.name();
        }
        return isFirst() ? taskName : taskName + "-" + status.name();
    }

    /** Whether it is the one that is meant when only the task is named. */
    boolean isFirst() {
        return spec().template().containers().getFirst().name().equals(status.name());
    }

    private String slotName() {
        return service.id().name() + "." + task.slot();
    }

    private ServiceSpec spec() {
        ServiceSpec own = service.specs().get(task.revision());
        return own == null ? service.spec() : own;
    }

    ContainerSpec container() {
        return Stream.concat(spec().template().containers().stream(), spec().template().initContainers().stream())
                .filter(container -> container.name().equals(status.name()))
                .findFirst()
                .orElse(spec().template().containers().getFirst());
    }

    /** Those of the spec, and those by which Swarm's containers are found. */
    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(container().labels());
        labels.put(PREFIX + "node.id", SwarmIds.of(task.node().value()));
        labels.put(PREFIX + "service.id", Swarm.id(service));
        labels.put(PREFIX + "service.name", service.id().name());
        labels.put(PREFIX + "task", "");
        labels.put(PREFIX + "task.id", task.id().value());
        labels.put(PREFIX + "task.name", slotName() + "." + task.id());
        return labels;
    }

    String state() {
        if (status.running()) {
            return "running";
        }
        return status.exitCode().isPresent() ? "exited" : "created";
    }

    /** {@code healthy} or {@code starting}; empty without a health check. */
    String health() {
        if (container().health().isEmpty() || !status.running()) {
            return "";
        }
        return task.status().state() == TaskState.RUNNING ? "healthy" : "starting";
    }

    GoObject json(Instant now) {
        List<String> command = Stream.concat(container().command().stream(), container().args().stream())
                .toList();
        List<String> networks = spec().template().networks();
        GoObject attached = GoObject.of();
        networks.forEach(network -> attached.put(network, GoObject.of("NetworkID", "")));
        return GoObject.of("Id", id())
                .put("Names", List.of("/" + name()))
                .put("Image", container().image())
                .put("ImageID", "")
                .put("Command", String.join(" ", command))
                .put("Created", task.createdAt().getEpochSecond())
                .put("Ports", ports())
                .put("Labels", labels())
                .put("State", state())
                .put("Status", statusText(now))
                .put("HostConfig", GoObject.of("NetworkMode", networks.isEmpty() ? "default" : networks.getFirst()))
                .put("NetworkSettings", GoObject.of("Networks", attached))
                .put("Mounts", List.of());
    }

    private List<GoObject> ports() {
        return task.status().ports().stream()
                .map(port -> GoObject.of("IP", "0.0.0.0")
                        .put("PrivatePort", port.target())
                        .put("PublicPort", port.published())
                        .put("Type", port.protocol()))
                .toList();
    }

    private String statusText(Instant now) {
        String ago = HumanTime.between(task.status().at(), now);
        String health = health();
        return switch (state()) {
            case "running" ->
                "Up " + ago + (health.isEmpty() ? "" : health.equals("healthy") ? " (healthy)" : " (health: starting)");
            case "exited" -> "Exited (%d) %s ago".formatted(status.exitCode().orElse(0), ago);
            default -> "Created";
        };
    }
}
