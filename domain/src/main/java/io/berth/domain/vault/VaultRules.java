package io.berth.domain.vault;

import static io.berth.domain.entity.Rejection.Code.CONFLICT;
import static io.berth.domain.entity.Rejection.Code.NOT_FOUND;
import static io.berth.domain.entity.Rejection.Code.STALE;

import io.berth.domain.command.VaultCommand;
import io.berth.domain.command.VaultCommand.Put;
import io.berth.domain.command.VaultCommand.Remove;
import io.berth.domain.command.VaultCommand.Wake;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Recorded;
import io.berth.domain.rules.Context;
import io.berth.domain.rules.Rules;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.vault.VaultEvent.ItemCreated;
import io.berth.domain.vault.VaultEvent.ItemRemoved;
import io.berth.domain.vault.VaultEvent.LabelsChanged;
import io.berth.domain.vault.VaultEvent.ValueStored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules of secrets and configs. A value never changes; another value is another version. */
public final class VaultRules implements Rules<VaultState, VaultCommand, VaultEvent> {
    /** Versions that are kept: a rollback reaches the one before, and a few more are kept for tasks not yet replaced. */
    static final int VERSIONS = 10;

    private static VaultState absent(String id) {
        return new VaultState(id, "", Map.of(), new TreeMap<>(), 0, Instant.EPOCH, Instant.EPOCH);
    }

    @Override
    public VaultState initial(String id) {
        return absent(id);
    }

    @Override
    public Decision<VaultEvent> decide(VaultState state, VaultCommand command, Context context) {
        return switch (command) {
            case Put put -> put(state, put);
            case Remove _ ->
                state.exists()
                        ? Decision.accept(new ItemRemoved())
                        : Decision.reject(NOT_FOUND, "%s not found".formatted(state.id()));
            case Wake _ -> Decision.noChange();
        };
    }

    private static Decision<VaultEvent> put(VaultState state, Put put) {
        if (state.exists() && put.mustBeNew()) {
            return Decision.reject(
                    CONFLICT, "cannot create %s: it exists; put a new version of it instead".formatted(state.id()));
        }
        if (put.ifRevision().isPresent() && put.ifRevision().getAsLong() != state.revision()) {
            return Decision.reject(
                    STALE,
                    "cannot change %s: it is at revision %d, the change was made for revision %d; read it again and repeat the change"
                            .formatted(
                                    state.id(),
                                    state.revision(),
                                    put.ifRevision().getAsLong()));
        }
        List<VaultEvent> events = new ArrayList<>();
        if (!state.exists()) {
            events.add(new ItemCreated(put.uid()));
        }
        SealedValue newest = state.exists() ? state.versions().get(state.newest()) : null;
        if (newest == null || !newest.digest().equals(put.value().digest())) {
            events.add(new ValueStored(state.exists() ? state.newest() + 1 : 1, put.value()));
        }
        if (!put.labels().equals(state.labels())) {
            events.add(new LabelsChanged(put.labels()));
        }
        return Decision.accept(events);
    }

    @Override
    public VaultState apply(VaultState state, Recorded<VaultEvent> recorded) {
        Instant at = recorded.at();
        return switch (recorded.event()) {
            case ItemCreated(var uid) -> new VaultState(state.id(), uid, state.labels(), state.versions(), 0, at, at);
            case ValueStored(var version, var value) -> {
                SortedMap<Long, SealedValue> versions = new TreeMap<>(state.versions());
                versions.put(version, value);
                while (versions.size() > VERSIONS) {
                    versions.remove(versions.firstKey());
                }
                yield new VaultState(
                        state.id(), state.uid(), state.labels(), versions, state.revision() + 1, state.createdAt(), at);
            }
            case LabelsChanged(var labels) ->
                new VaultState(
                        state.id(), state.uid(), labels, state.versions(), state.revision() + 1, state.createdAt(), at);
            case ItemRemoved _ -> absent(state.id());
        };
    }

    @Override
    public List<Instruction> instructions(VaultState state) {
        return List.of();
    }

    @Override
    public VaultCommand wake(boolean recovered) {
        return new Wake(recovered);
    }

    @Override
    public Optional<Instant> wakeAt(VaultState state) {
        return Optional.empty();
    }
}
