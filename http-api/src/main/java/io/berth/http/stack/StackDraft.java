package io.berth.http.stack;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.Violation;
import io.berth.domain.vault.VaultState;
import io.berth.http.compose.ComposeResult;
import io.berth.http.compose.StackFile;
import io.berth.http.compose.StackPart;
import io.berth.http.problem.Refusal;
import io.berth.http.vault.FileVersions;
import io.berth.http.vault.VaultRoutes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a deploy is going to do; made before anything is written, and the same for a deploy, a dry run and a plan.
 *
 * @param items secrets and configs to put, in this order
 * @param services wanted ones, in the file's order
 * @param removed services that go: those that the file no longer has, if they are to be pruned, or all
 * @param removedItems secrets and configs that go after them
 * @param predicted every secret and config as it will be
 */
public record StackDraft(
        List<ItemDraft> items,
        List<ServiceDraft> services,
        List<ServiceState> removed,
        List<ItemRemoval> removedItems,
        Map<EntityRef, VaultState> predicted) {
    /** A secret or config to put; {@code action} says whether that changes anything. */
    public record ItemDraft(
            EntityRef ref, SealedValue value, Map<String, String> labels, Action action, long version) {}

    /** A secret or config to remove, unless services outside the stack use it. */
    public record ItemRemoval(EntityRef ref, long version, List<String> users) {}

    /** A service with its spec as it would be put. */
    public record ServiceDraft(ServiceId id, ServiceSpec spec, Optional<ServiceState> present, Action action) {}

    /** Refuses what can be known to fail, with all reasons. */
    public static StackDraft of(
            ComposeResult wanted,
            String stack,
            String namespace,
            boolean isPruning,
            Present present,
            Function<byte[], SealedValue> seal) {
        List<Violation> violations = new ArrayList<>();
        List<ItemDraft> items = new ArrayList<>();
        Map<EntityRef, VaultState> predicted = new HashMap<>(present.items());
        wanted.secrets()
                .forEach(file -> item(Kind.SECRET, namespace, file, predicted, seal, violations)
                        .ifPresent(items::add));
        wanted.configs()
                .forEach(file -> item(Kind.CONFIG, namespace, file, predicted, seal, violations)
                        .ifPresent(items::add));
        List<ServiceDraft> services = new ArrayList<>();
        Set<ServiceId> together = wanted.services().stream().map(StackPart::id).collect(Collectors.toSet());
        for (StackPart service : wanted.services()) {
            violations.addAll(FileVersions.missing(namespace, service.spec(), predicted));
            violations.addAll(TakenPorts.of("services." + service.key() + ".ports", service.spec(), together, present));
            ServiceDraft draft = draft(service.id(), service.spec(), present, predicted);
            draft.present()
                    .filter(there -> !there.spec().stack().equals(stack))
                    .ifPresent(_ -> violations.add(new Violation(
                            "services." + service.key(),
                            service.id().name(),
                            "must not be the name of a service outside the stack; remove that one first")));
            services.add(draft);
        }
        if (!violations.isEmpty()) {
            throw Refusal.invalid("stack " + stack, violations);
        }
        List<ServiceState> removed = isPruning ? removed(wanted, stack, namespace, present) : List.of();
        return new StackDraft(items, services, removed, List.of(), predicted);
    }

    /** All of a stack goes: its services, and then its secrets and configs that nothing else uses. */
    public static StackDraft ofRemoval(String stack, String namespace, Present present) {
        List<ServiceState> removed = present.ofStack(stack, namespace);
        List<ServiceState> others = present.services().values().stream()
                .filter(service -> !removed.contains(service))
                .toList();
        List<ItemRemoval> items = present.itemsOfStack(stack, namespace).entrySet().stream()
                .map(item -> new ItemRemoval(
                        item.getKey(), item.getValue().newest(), VaultRoutes.users(item.getKey(), others)))
                .sorted(Comparator.comparing(item -> item.ref().toString()))
                .toList();
        if (removed.isEmpty() && items.isEmpty()) {
            throw Refusal.notFound("there is no stack %s in namespace %s".formatted(stack, namespace));
        }
        return new StackDraft(List.of(), List.of(), removed, items, present.items());
    }

    /** One service that belongs to no stack's file. */
    public static StackDraft ofService(ServiceId id, ServiceSpec spec, Present present) {
        List<Violation> violations = new ArrayList<>(FileVersions.missing(id.namespace(), spec, present.items()));
        violations.addAll(TakenPorts.of("ports", spec, Set.of(id), present));
        if (!violations.isEmpty()) {
            throw Refusal.invalid("service " + id.name(), violations);
        }
        return new StackDraft(
                List.of(), List.of(draft(id, spec, present, present.items())), List.of(), List.of(), present.items());
    }

    /** A service as it would be put, at the versions of {@code items}; what a restart has counted stays. */
    static ServiceDraft draft(ServiceId id, ServiceSpec spec, Present present, Map<EntityRef, VaultState> items) {
        Optional<ServiceState> there = present.service(id.toString());
        ServiceSpec versioned = FileVersions.withVersions(id.namespace(), spec, items);
        ServiceSpec wanted = there.map(state -> versioned.withTemplate(versioned
                        .template()
                        .withForceUpdate(Math.max(
                                versioned.template().forceUpdate(),
                                state.spec().template().forceUpdate()))))
                .orElse(versioned);
        Action action = there.map(
                        state -> state.spec().equals(wanted) && !state.isRemoving() ? Action.UNCHANGED : Action.UPDATED)
                .orElse(Action.CREATED);
        return new ServiceDraft(id, wanted, there, action);
    }

    private static List<ServiceState> removed(ComposeResult wanted, String stack, String namespace, Present present) {
        List<ServiceId> kept = wanted.services().stream().map(StackPart::id).toList();
        return present.ofStack(stack, namespace).stream()
                .filter(service -> !kept.contains(service.id()))
                .toList();
    }

    private static Optional<ItemDraft> item(
            Kind kind,
            String namespace,
            StackFile file,
            Map<EntityRef, VaultState> predicted,
            Function<byte[], SealedValue> seal,
            List<Violation> violations) {
        EntityRef ref = new EntityRef(kind, namespace + "/" + file.name());
        VaultState there = predicted.get(ref);
        if (file.isExternal()) {
            if (there == null) {
                violations.add(new Violation(
                        kind.word() + "s." + file.key(), file.name(), "must exist, for it is external; put it first"));
            }
            return Optional.empty();
        }
        SealedValue value = seal.apply(file.content().bytes());
        boolean isSame = there != null && value.digest().equals(newest(there).digest());
        boolean isUnchanged = there != null && isSame && there.labels().equals(file.labels());
        long version = there == null ? 1 : there.newest() + (isSame ? 0 : 1);
        predicted.put(ref, after(ref, there, version, value, file.labels()));
        Action action = there == null ? Action.CREATED : isUnchanged ? Action.UNCHANGED : Action.UPDATED;
        return Optional.of(new ItemDraft(ref, value, file.labels(), action, version));
    }

    private static SealedValue newest(VaultState there) {
        return java.util.Objects.requireNonNull(there.versions().get(there.newest()));
    }

    private static VaultState after(
            EntityRef ref,
            @org.jspecify.annotations.Nullable VaultState there,
            long version,
            SealedValue value,
            Map<String, String> labels) {
        SortedMap<Long, SealedValue> versions = new TreeMap<>();
        if (there != null) {
            versions.putAll(there.versions());
        }
        versions.put(version, value);
        java.time.Instant at = there == null ? java.time.Instant.EPOCH : there.createdAt();
        return new VaultState(ref.id(), there == null ? "new" : there.uid(), labels, versions, 0, at, at);
    }
}
