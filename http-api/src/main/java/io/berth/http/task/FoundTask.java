package io.berth.http.task;

import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.http.problem.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A task with the service that it belongs to.
 *
 * @param service as it is now
 * @param task one of its tasks
 */
public record FoundTask(ServiceState service, Task task) {
    /** What people see, such as {@code web.3.x7k...}. */
    public String name() {
        return service.id().name() + "." + task.slot() + "." + task.id();
    }

    /** All tasks of services, by service and slot, the newest of a slot first. */
    public static Stream<FoundTask> all(List<ServiceState> services) {
        return services.stream()
                .flatMap(service -> service.tasks().values().stream().map(task -> new FoundTask(service, task)))
                .sorted(Comparator.comparing(
                                (FoundTask found) -> found.service().id().toString())
                        .thenComparing(found -> found.task().slot())
                        .thenComparing(found -> found.task().createdAt(), Comparator.reverseOrder()));
    }

    /**
     * The task that {@code name} means: an id, the only id that begins so, a name such as {@code web.3.x7k...}, or
     * {@code web.3} for the newest task of the slot.
     *
     * @return empty if it means none; refuses a name that means several
     */
    public static Optional<FoundTask> named(String name, String namespace, List<ServiceState> services) {
        List<FoundTask> all = all(services).toList();
        return only(name, all, found -> found.task().id().value().equals(name))
                .or(() -> only(
                        name,
                        all,
                        found -> isIn(found, namespace) && found.name().equals(name)))
                .or(() -> all.stream()
                        .filter(found ->
                                isIn(found, namespace) && found.slotName().equals(name))
                        .findFirst())
                .or(() -> only(name, all, found -> found.task().id().value().startsWith(name)));
    }

    private String slotName() {
        return service.id().name() + "." + task.slot();
    }

    private static boolean isIn(FoundTask found, String namespace) {
        return found.service().id().namespace().equals(namespace);
    }

    private static Optional<FoundTask> only(String name, List<FoundTask> all, Predicate<FoundTask> isMeant) {
        List<FoundTask> meant = all.stream().filter(isMeant).toList();
        if (meant.size() > 1) {
            throw Refusal.notFound("%s could be any of %d tasks, such as %s and %s: use more of the id"
                    .formatted(
                            name,
                            meant.size(),
                            meant.get(0).name(),
                            meant.get(1).name()));
        }
        return meant.stream().findFirst();
    }
}
