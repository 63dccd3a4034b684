package io.berth.sharding.directory;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every live entity of this member with its state, updated before the entity answers: who was told that a command is in
 * effect finds its effect here.
 */
public final class Directory {
    private final Map<EntityRef.Kind, Map<String, Entry>> kinds = new EnumMap<>(EntityRef.Kind.class);
    private final Fleet fleet;

    public Directory(Fleet fleet) {
        this.fleet = fleet;
        for (EntityRef.Kind kind : EntityRef.Kind.values()) {
            kinds.put(kind, new ConcurrentHashMap<>());
        }
    }

    /**
     * One entity.
     *
     * @param entity its address
     * @param sequence of its last event
     * @param state after that event
     */
    public record Entry(EntityRef entity, long sequence, EntityState state) {}

    /** Enters an entity's newest state; an entity that does not exist any more is struck out. */
    public void update(EntityRef entity, long sequence, EntityState state) {
        Map<String, Entry> entries = of(entity.kind());
        if (state.exists()) {
            entries.put(entity.id(), new Entry(entity, sequence, state));
        } else {
            entries.remove(entity.id());
        }
        fleet.update(entity, state);
    }

    public List<Entry> list(EntityRef.Kind kind) {
        return List.copyOf(of(kind).values());
    }

    public Optional<Entry> get(EntityRef entity) {
        return Optional.ofNullable(of(entity.kind()).get(entity.id()));
    }

    private Map<String, Entry> of(EntityRef.Kind kind) {
        return Objects.requireNonNull(kinds.get(kind), "kind");
    }
}
