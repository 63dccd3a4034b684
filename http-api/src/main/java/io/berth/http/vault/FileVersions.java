package io.berth.http.vault;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.spec.Violation;
import io.berth.domain.vault.VaultState;
import io.berth.http.ControlPlane;
import io.berth.http.problem.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Gives references to secrets and configs the version that is the newest when a service is put. */
public record FileVersions(ControlPlane control) {
    /** The spec with every reference at a version that exists, or a refusal that names those that do not. */
    public CompletionStage<ServiceSpec> resolved(String namespace, ServiceSpec spec) {
        return items(namespace, spec).thenApply(items -> {
            List<Violation> missing = missing(namespace, spec, items);
            if (!missing.isEmpty()) {
                throw Refusal.invalid("the spec", missing);
            }
            return withVersions(namespace, spec, items);
        });
    }

    /** Every item that a spec refers to, as it is now; absent ones are left out. */
    public CompletionStage<Map<EntityRef, VaultState>> items(String namespace, ServiceSpec spec) {
        Map<EntityRef, VaultState> items = new HashMap<>();
        CompletionStage<Map<EntityRef, VaultState>> all = CompletableFuture.completedFuture(items);
        for (EntityRef item : refs(namespace, spec)) {
            all = all.thenCombine(control.get(item), (found, entry) -> {
                entry.filter(present -> present.state().exists())
                        .ifPresent(present -> found.put(item, (VaultState) present.state()));
                return found;
            });
        }
        return all;
    }

    /** Every secret and config that a spec refers to. */
    public static Set<EntityRef> refs(String namespace, ServiceSpec spec) {
        Set<EntityRef> refs = new LinkedHashSet<>();
        containers(spec).forEach(container -> {
            container.secrets().forEach(file -> refs.add(ref(Kind.SECRET, namespace, file)));
            container.configs().forEach(file -> refs.add(ref(Kind.CONFIG, namespace, file)));
        });
        return refs;
    }

    /** References to items, or to versions of them, that are not there. */
    public static List<Violation> missing(String namespace, ServiceSpec spec, Map<EntityRef, VaultState> items) {
        List<Violation> missing = new ArrayList<>();
        containers(spec).forEach(container -> {
            container
                    .secrets()
                    .forEach(file -> check(Kind.SECRET, namespace, file, items).ifPresent(missing::add));
            container
                    .configs()
                    .forEach(file -> check(Kind.CONFIG, namespace, file, items).ifPresent(missing::add));
        });
        return missing;
    }

    /** The spec with version 0 replaced by the newest one of {@code items}. */
    public static ServiceSpec withVersions(String namespace, ServiceSpec spec, Map<EntityRef, VaultState> items) {
        TaskTemplate template = spec.template();
        return spec.withTemplate(template.withContainers(
                template.initContainers().stream()
                        .map(container -> newest(namespace, container, items))
                        .toList(),
                template.containers().stream()
                        .map(container -> newest(namespace, container, items))
                        .toList()));
    }

    private static ContainerSpec newest(String namespace, ContainerSpec container, Map<EntityRef, VaultState> items) {
        return container.withFiles(
                newest(Kind.SECRET, namespace, container.secrets(), items),
                newest(Kind.CONFIG, namespace, container.configs(), items));
    }

    private static List<FileRef> newest(
            Kind kind, String namespace, List<FileRef> files, Map<EntityRef, VaultState> items) {
        return files.stream()
                .map(file -> file.version() != 0
                        ? file
                        : Optional.ofNullable(items.get(ref(kind, namespace, file)))
                                .map(item -> file.atVersion(item.newest()))
                                .orElse(file))
                .toList();
    }

    private static Optional<Violation> check(
            Kind kind, String namespace, FileRef file, Map<EntityRef, VaultState> items) {
        EntityRef ref = ref(kind, namespace, file);
        VaultState item = items.get(ref);
        if (item == null) {
            return Optional.of(new Violation(kind.word() + "s", file.name(), "must exist; put it first"));
        }
        return file.version() == 0 || item.versions().containsKey(file.version())
                ? Optional.empty()
                : Optional.of(new Violation(
                        kind.word() + "s",
                        file.name(),
                        "must be used at one of its versions %s, not %d"
                                .formatted(item.versions().keySet(), file.version())));
    }

    private static EntityRef ref(Kind kind, String namespace, FileRef file) {
        return new EntityRef(kind, namespace + "/" + file.name());
    }

    private static Stream<ContainerSpec> containers(ServiceSpec spec) {
        return Stream.concat(spec.template().initContainers().stream(), spec.template().containers().stream());
    }
}
