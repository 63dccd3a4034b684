package io.berth.http.stack;

import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.VaultCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.service.ServiceState;
import io.berth.domain.vault.VaultState;
import io.berth.http.problem.ProblemCode;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Call;
import io.berth.http.route.Commands;
import io.berth.http.stack.DeployAnswer.ItemChange;
import io.berth.http.stack.DeployAnswer.ServiceChange;
import io.berth.http.stack.StackDraft.ItemDraft;
import io.berth.http.stack.StackDraft.ItemRemoval;
import io.berth.http.stack.StackDraft.ServiceDraft;
import io.berth.http.vault.FileVersions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Carries out a draft, one thing after the other; after the first refusal the rest is left as it is. */
final class Deployment {
    private final Commands commands;
    private final Supplier<String> uids;
    private final Call call;
    private final StackDraft draft;
    private final Map<EntityRef, VaultState> items;
    private final List<ItemChange> secrets = new ArrayList<>();
    private final List<ItemChange> configs = new ArrayList<>();
    private final List<ServiceChange> services = new ArrayList<>();
    private Optional<Refusal> refusal = Optional.empty();

    Deployment(Commands commands, Supplier<String> uids, Call call, StackDraft draft) {
        this.commands = commands;
        this.uids = uids;
        this.call = call;
        this.draft = draft;
        this.items = new HashMap<>(draft.predicted());
    }

    /** Fails only with what nobody expects; a refusal is in {@link #refusal}. */
    CompletionStage<Deployment> run() {
        CompletionStage<?> done = CompletableFuture.completedFuture("");
        for (ItemDraft item : draft.items()) {
            done = done.thenCompose(_ -> put(item));
        }
        for (ServiceDraft service : draft.services()) {
            done = done.thenCompose(_ -> put(service));
        }
        for (ServiceState service : draft.removed()) {
            done = done.thenCompose(_ -> remove(service));
        }
        for (ItemRemoval item : draft.removedItems()) {
            done = done.thenCompose(_ -> remove(item));
        }
        return done.thenApply(_ -> this);
    }

    Optional<Refusal> refusal() {
        return refusal;
    }

    DeployAnswer answer(String stack, List<String> warnings) {
        return new DeployAnswer(
                stack,
                call.namespace(),
                false,
                List.copyOf(secrets),
                List.copyOf(configs),
                List.copyOf(services),
                warnings);
    }

    private CompletionStage<?> put(ItemDraft item) {
        if (item.action() == Action.UNCHANGED) {
            return note(item.ref(), Action.UNCHANGED, item.version());
        }
        var command = new VaultCommand.Put(uids.get(), item.value(), item.labels(), false);
        return attempt(
                () -> commands.run(item.ref(), command, call, VaultState.class).thenCompose(found -> {
                    items.put(item.ref(), found.state());
                    return note(item.ref(), item.action(), found.state().newest());
                }),
                action -> note(item.ref(), action, 0));
    }

    private CompletionStage<?> put(ServiceDraft service) {
        long before = service.present().map(ServiceState::revision).orElse(0L);
        if (service.action() == Action.UNCHANGED) {
            return note(service.id().name(), Action.UNCHANGED, before);
        }
        return attempt(
                () -> commands.run(service.id().ref(), command(service), call, ServiceState.class)
                        .thenCompose(found -> note(
                                service.id().name(),
                                service.action(),
                                found.state().revision())),
                action -> note(service.id().name(), action, before));
    }

    private ServiceCommand command(ServiceDraft service) {
        var spec = FileVersions.withVersions(service.id().namespace(), service.spec(), items);
        return new ServiceCommand.Put(uids.get(), spec, java.util.OptionalLong.empty());
    }

    private CompletionStage<?> remove(ServiceState service) {
        return attempt(
                () -> commands.run(service.id().ref(), new ServiceCommand.Remove(), call, ServiceState.class)
                        .thenCompose(found -> note(
                                service.id().name(),
                                Action.REMOVED,
                                found.state().revision())),
                action -> note(service.id().name(), action, service.revision()));
    }

    private CompletionStage<?> remove(ItemRemoval item) {
        if (!item.users().isEmpty()) {
            return note(item.ref(), Action.KEPT, item.version());
        }
        return attempt(
                () -> commands.run(item.ref(), new VaultCommand.Remove(), call, VaultState.class)
                        .thenCompose(_ -> note(item.ref(), Action.REMOVED, item.version())),
                action -> note(item.ref(), action, item.version()));
    }

    private CompletionStage<?> attempt(
            Supplier<CompletionStage<?>> work, java.util.function.Function<Action, CompletionStage<?>> otherwise) {
        if (refusal.isPresent()) {
            return otherwise.apply(Action.NOT_TRIED);
        }
        return work.get().<Object>thenApply(done -> done).exceptionallyCompose(fault -> {
            Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
            if (!(cause instanceof Refusal refused)) {
                return CompletableFuture.failedFuture(fault);
            }
            refusal = Optional.of(refused);
            boolean isUnknown = refused.problem().code().equals(ProblemCode.OUTCOME_UNKNOWN.word());
            return otherwise.apply(isUnknown ? Action.UNKNOWN : Action.REFUSED).thenApply(done -> done);
        });
    }

    private CompletionStage<?> note(EntityRef item, Action action, long version) {
        String name = item.id().substring(item.id().indexOf('/') + 1);
        (item.kind() == Kind.SECRET ? secrets : configs).add(new ItemChange(name, action.word(), version));
        return CompletableFuture.completedFuture(name);
    }

    private CompletionStage<?> note(String service, Action action, long revision) {
        services.add(new ServiceChange(service, action.word(), revision));
        return CompletableFuture.completedFuture(service);
    }
}
