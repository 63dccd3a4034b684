package io.berth.http.stack;

import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.service.ServiceState;
import io.berth.http.stack.DeployAnswer.ItemChange;
import io.berth.http.stack.DeployAnswer.ServiceChange;
import java.util.List;
import java.util.stream.Stream;

/** A draft as the answer of a deploy that has not happened. */
public final class DryRun {
    private DryRun() {}

    static DeployAnswer answer(StackDraft draft, String stack, String namespace, List<String> warnings) {
        Stream<ServiceChange> wanted = draft.services().stream()
                .map(service -> new ServiceChange(
                        service.id().name(),
                        service.action().word(),
                        service.present().map(ServiceState::revision).orElse(0L)));
        Stream<ServiceChange> removed = draft.removed().stream()
                .map(service -> new ServiceChange(service.id().name(), Action.REMOVED.word(), service.revision()));
        return new DeployAnswer(
                stack,
                namespace,
                true,
                items(draft, Kind.SECRET),
                items(draft, Kind.CONFIG),
                Stream.concat(wanted, removed).toList(),
                warnings);
    }

    /** What would happen to secrets or configs. */
    public static List<ItemChange> items(StackDraft draft, Kind kind) {
        return draft.items().stream()
                .filter(item -> item.ref().kind() == kind)
                .map(item -> new ItemChange(
                        item.ref().id().substring(item.ref().id().indexOf('/') + 1),
                        item.action().word(),
                        item.version()))
                .toList();
    }
}
