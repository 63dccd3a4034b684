package io.berth.http.docker;

import io.berth.domain.cluster.ClusterEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Journaled;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.vault.VaultEvent;
import io.berth.domain.vault.VaultState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Translates recorded events, in their order, to Docker's; remembers what it needs to say who and what was before. */
final class EventTeller {
    private final Map<EntityRef, String> uids = new HashMap<>();
    private final Map<EntityRef, Instant> created = new HashMap<>();
    private final NodeTelling nodes = new NodeTelling();
    private final ServiceTelling services = new ServiceTelling();

    /** Something that was there before the first event. */
    void knows(EntityRef entity, EntityState state) {
        knows(entity, state, true);
    }

    /** @param isBeforeFirst whether the state is that before the first event, and not a later one */
    void knows(EntityRef entity, EntityState state, boolean isBeforeFirst) {
        switch (state) {
            case VaultState item -> uids.put(entity, item.uid());
            case ServiceState service -> {
                uids.put(entity, service.uid());
                if (isBeforeFirst) {
                    services.knows(entity, service);
                }
            }
            case NodeState node -> {
                if (isBeforeFirst) {
                    nodes.knows(entity, node);
                }
            }
            default -> {}
        }
    }

    List<Happening> tell(Journaled event) {
        EntityRef entity = event.entity();
        Instant at = event.recorded().at();
        return switch (event.recorded().event()) {
            case ServiceEvent service -> isOurs(entity) ? service(entity, service, at) : List.of();
            case NodeEvent node -> nodes.tell(entity, node, at);
            case VaultEvent item -> isOurs(entity) ? item(entity, item, at) : List.of();
            case ClusterEvent cluster -> cluster(cluster, at);
            default -> List.of();
        };
    }

    private static boolean isOurs(EntityRef entity) {
        return entity.id().contains(Swarm.NAMESPACE + "/");
    }

    private List<Happening> service(EntityRef entity, ServiceEvent event, Instant at) {
        if (event instanceof ServiceEvent.ServiceCreated(var _, String uid, var _)) {
            uids.put(entity, uid);
        }
        return services.tell(entity, SwarmIds.of(uids.getOrDefault(entity, "")), event, at);
    }

    private List<Happening> item(EntityRef entity, VaultEvent event, Instant at) {
        return switch (event) {
            case VaultEvent.ItemCreated(String uid) -> {
                uids.put(entity, uid);
                created.put(entity, at);
                yield List.of(item(entity, "create", at));
            }
            // The value and the labels of a new item are part of its creation.
            case VaultEvent.ValueStored _, VaultEvent.LabelsChanged _ ->
                at.equals(created.get(entity)) ? List.of() : List.of(item(entity, "update", at));
            case VaultEvent.ItemRemoved _ -> List.of(item(entity, "remove", at));
        };
    }

    private Happening item(EntityRef entity, String action, Instant at) {
        String name = entity.id().substring(entity.id().indexOf('/') + 1);
        return Happening.inSwarm(
                entity.kind().word(),
                action,
                SwarmIds.of(uids.getOrDefault(entity, entity.id())),
                Map.of("name", name),
                at);
    }

    private static List<Happening> cluster(ClusterEvent event, Instant at) {
        return switch (event) {
            case ClusterEvent.NetworkCreated(var network) ->
                List.of(Happening.inSwarm("network", "create", network.id(), Map.of("name", network.name()), at));
            case ClusterEvent.NetworkRemoved(String id, String name) ->
                List.of(Happening.inSwarm("network", "remove", id, Map.of("name", name), at));
            default -> List.of();
        };
    }

    /** What has changed, as {@code NAME.old} and {@code NAME.new}. */
    static void change(Map<String, String> attributes, String name, String before, String after) {
        if (!before.equals(after)) {
            if (!before.isEmpty()) {
                attributes.put(name + ".old", before);
            }
            if (!after.isEmpty()) {
                attributes.put(name + ".new", after);
            }
        }
    }
}
