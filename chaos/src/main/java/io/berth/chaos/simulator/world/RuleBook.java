package io.berth.chaos.simulator.world;

import io.berth.domain.claim.ClaimEvent;
import io.berth.domain.claim.ClaimRules;
import io.berth.domain.claim.ClaimState;
import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.VaultCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.node.NodeRules;
import io.berth.domain.node.NodeState;
import io.berth.domain.rules.Rules;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceRules;
import io.berth.domain.service.ServiceState;
import io.berth.domain.vault.VaultEvent;
import io.berth.domain.vault.VaultRules;
import io.berth.domain.vault.VaultState;

/** The rules that a world's entities follow: the production ones, unless a test plants a fault in them. */
public record RuleBook(
        Rules<ServiceState, ServiceCommand, ServiceEvent> service,
        Rules<NodeState, NodeCommand, NodeEvent> node,
        Rules<ClaimState, ClaimCommand, ClaimEvent> claim,
        Rules<VaultState, VaultCommand, VaultEvent> vault) {
    public static final RuleBook PRODUCTION =
            new RuleBook(new ServiceRules(), new NodeRules(), new ClaimRules(), new VaultRules());

    public RuleBook withService(Rules<ServiceState, ServiceCommand, ServiceEvent> other) {
        return new RuleBook(other, node, claim, vault);
    }

    public RuleBook withNode(Rules<NodeState, NodeCommand, NodeEvent> other) {
        return new RuleBook(service, other, claim, vault);
    }

    public RuleBook withClaim(Rules<ClaimState, ClaimCommand, ClaimEvent> other) {
        return new RuleBook(service, node, other, vault);
    }

    /** The rules of a kind of entity. The kinds that nothing simulated talks to have none. */
    Rules<?, ?, ?> of(EntityRef.Kind kind) {
        return switch (kind) {
            case SERVICE -> service;
            case NODE -> node;
            case CLAIM -> claim;
            case SECRET, CONFIG -> vault;
            case CLUSTER -> throw new IllegalArgumentException("the cluster's identity is not simulated");
        };
    }
}
