package io.berth.chaos.simulator.world;

import io.berth.domain.command.ServiceCommand.Put;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Rejection;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.vault.VaultState;
import java.util.List;
import java.util.function.Consumer;

/** Resolves references to secrets to the newest versions when a service is put, as the API does. */
final class SecretVersions {
    private final Member member;
    private final Put put;

    SecretVersions(Member member, Put put) {
        this.member = member;
        this.put = put;
    }

    void resolve(Consumer<Put> then, Consumer<Outcome> fail) {
        List<FileRef> secrets = container().secrets();
        if (secrets.isEmpty()) {
            then.accept(put);
            return;
        }
        FileRef secret = secrets.getFirst();
        member.describe(new EntityRef(EntityRef.Kind.SECRET, "default/" + secret.name()), found -> {
            if (found.isEmpty()) {
                fail.accept(new Outcome.Unknown("secret " + secret.name() + " has not answered"));
            } else if (found.get() instanceof VaultState state && state.exists()) {
                then.accept(with(secret.atVersion(state.newest())));
            } else {
                fail.accept(new Outcome.Rejected(
                        new Rejection(Rejection.Code.NOT_FOUND, "secret " + secret.name() + " not found")));
            }
        });
    }

    private ContainerSpec container() {
        return put.spec().template().containers().getFirst();
    }

    private Put with(FileRef secret) {
        ServiceSpec spec = put.spec();
        TaskTemplate template =
                spec.template().withContainers(List.of(), List.of(container().withFiles(List.of(secret), List.of())));
        return new Put(put.uid(), spec.withTemplate(template), put.ifRevision());
    }
}
