package io.berth.node.wiring;

import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Rejection;
import io.berth.node.config.MemberConfig;
import io.berth.node.trust.MemberTrust;
import io.berth.sharding.entity.Entities;
import java.io.IOException;

/** Makes the cluster's identity, or finds out that the member belongs to another. */
final class Founding {
    private static final int ASKED_AGAIN = 5;

    private Founding() {}

    /** What the first member does; done again, it changes nothing. */
    static void found(MemberConfig config, Ids ids, MemberTrust trust, Entities entities) throws IOException {
        command(entities, new ClusterCommand.Initialise(ids.get(), config.shards()));
        command(entities, new ClusterCommand.CreateAuthority(trust.authority()));
    }

    /** The number of shards and the authority are part of the cluster's identity: who has others does not belong to it. */
    private static void command(Entities entities, ClusterCommand command) throws IOException {
        EntityRef cluster = new EntityRef(EntityRef.Kind.CLUSTER, ClusterState.ID);
        Outcome outcome = new Outcome.Unknown("not asked yet");
        // While the cluster has just changed, its entities are on their way; said twice, the commands change nothing.
        for (int i = 0; i < ASKED_AGAIN && isOpen(outcome); i++) {
            outcome = Starting.await(entities.ask(cluster, command, Cause.SYSTEM), "the cluster's identity");
        }
        switch (outcome) {
            case Outcome.Accepted _ -> {}
            case Outcome.Rejected(var rejection) -> throw new IOException(rejection.text());
            case Outcome.Unknown(var reason) -> throw new IOException("cannot start: " + reason);
        }
    }

    private static boolean isOpen(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> false;
            case Outcome.Rejected(var rejection) -> rejection.code() == Rejection.Code.NOT_READY;
            case Outcome.Unknown _ -> true;
        };
    }
}
