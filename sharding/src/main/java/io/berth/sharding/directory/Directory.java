package io.berth.sharding.directory;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Every live entity of this member with its state, updated before the entity answers: who was told that a command is in
 * effect finds its effect here. {@link Listings} puts the directories of all members together.
 */
public final class Directory {
    private final Map<EntityRef.Kind, Map<String, Entry>> kinds = new EnumMap<>(EntityRef.Kind.class);
    private final Fleet fleet;
    private final Shards shards;
    private volatile Consumer<Entry> onNode = entry -> {};
    private volatile Consumer<Entry> onService = entry -> {};

    /** @param shards to which the entities of each kind belong */
    public Directory(Fleet fleet, Shards shards) {
        this.fleet = fleet;
        this.shards = shards;
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

    /** Enters an entity's newest state; one that does not exist (any more) is known, but not listed. */
    public void update(EntityRef entity, long sequence, EntityState state) {
        Entry entry = new Entry(entity, sequence, state);
        of(entity.kind()).put(entity.id(), entry);
        if (state instanceof NodeState node) {
            fleet.update(entity.id(), sequence, node);
            onNode.accept(entry);
        } else if (state instanceof ServiceState) {
            onService.accept(entry);
        }
    }

    /** Strikes out an entity that has stopped here: it may live on elsewhere, with a newer state. */
    public void leave(EntityRef entity) {
        of(entity.kind()).remove(entity.id());
    }

    /** What exists of a kind on this member. */
    public List<Entry> list(EntityRef.Kind kind) {
        return of(kind).values().stream()
                .filter(entry -> entry.state().exists())
                .toList();
    }

    /** An entity that exists on this member. */
    public Optional<Entry> get(EntityRef entity) {
        return Optional.ofNullable(of(entity.kind()).get(entity.id()))
                .filter(entry -> entry.state().exists());
    }

    /** Whether an entity has recovered on this member and runs, whether it exists or not. */
    public boolean isHere(EntityRef entity) {
        return of(entity.kind()).containsKey(entity.id());
    }

    /** Over how many shards the entities of a kind on this member are spread. */
    public int shards(EntityRef.Kind kind) {
        return live(kind).size();
    }

    /** How many entities of each shard of a kind have recovered here, whether they exist or not. */
    Map<Integer, Integer> live(EntityRef.Kind kind) {
        Map<Integer, Integer> live = new HashMap<>();
        of(kind).keySet().forEach(id -> live.merge(shards.shardOf(id), 1, Integer::sum));
        return live;
    }

    /** Who is told of every change of a node of this member. */
    void onNode(Consumer<Entry> listener) {
        onNode = listener;
    }

    /** Who is told of every change of a service of this member. */
    public void onService(Consumer<Entry> listener) {
        onService = listener;
    }

    private Map<String, Entry> of(EntityRef.Kind kind) {
        return Objects.requireNonNull(kinds.get(kind), "kind");
    }
}
