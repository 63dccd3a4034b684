package io.berth.http;

import io.berth.domain.claim.ClaimRules;
import io.berth.domain.cluster.ClusterRules;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.node.NodeRules;
import io.berth.domain.rules.Rules;
import io.berth.domain.service.ServiceRules;
import io.berth.domain.vault.VaultRules;
import java.util.Map;
import java.util.Objects;

/** The real rules of every kind of entity. */
final class EveryRules {
    private static final Map<EntityRef.Kind, Rules<?, ?, ?>> RULES = Map.of(
            EntityRef.Kind.SERVICE, new ServiceRules(),
            EntityRef.Kind.NODE, new NodeRules(),
            EntityRef.Kind.SECRET, new VaultRules(),
            EntityRef.Kind.CONFIG, new VaultRules(),
            EntityRef.Kind.CLAIM, new ClaimRules(),
            EntityRef.Kind.CLUSTER, new ClusterRules());

    private EveryRules() {}

    @SuppressWarnings("unchecked")
    static Rules<EntityState, EntityCommand, EntityEvent> of(EntityRef entity) {
        return (Rules<EntityState, EntityCommand, EntityEvent>) Objects.requireNonNull(RULES.get(entity.kind()));
    }
}
