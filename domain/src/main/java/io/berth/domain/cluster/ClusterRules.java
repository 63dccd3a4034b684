package io.berth.domain.cluster;

import static io.berth.domain.entity.Rejection.Code.CONFLICT;

import io.berth.domain.cluster.ClusterEvent.ClusterInitialised;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.command.ClusterCommand.Initialise;
import io.berth.domain.command.ClusterCommand.Wake;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Recorded;
import io.berth.domain.rules.Context;
import io.berth.domain.rules.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules of the cluster's identity. */
public final class ClusterRules implements Rules<ClusterState, ClusterCommand, ClusterEvent> {
    @Override
    public ClusterState initial(String id) {
        return new ClusterState("", 0, Instant.EPOCH);
    }

    @Override
    public Decision<ClusterEvent> decide(ClusterState state, ClusterCommand command, Context context) {
        return switch (command) {
            case Initialise(var clusterId, var shards) -> initialise(state, clusterId, shards);
            case Wake _ -> Decision.noChange();
        };
    }

    private static Decision<ClusterEvent> initialise(ClusterState state, String clusterId, int shards) {
        if (!state.exists()) {
            return Decision.accept(new ClusterInitialised(clusterId, shards));
        }
        return state.shards() == shards
                ? Decision.noChange()
                : Decision.reject(
                        CONFLICT,
                        "cannot start with %d shards: cluster %s was created with %d, and that is fixed"
                                .formatted(shards, state.clusterId(), state.shards()));
    }

    @Override
    public ClusterState apply(ClusterState state, Recorded<ClusterEvent> recorded) {
        return switch (recorded.event()) {
            case ClusterInitialised(var clusterId, var shards) -> new ClusterState(clusterId, shards, recorded.at());
        };
    }

    @Override
    public List<Instruction> instructions(ClusterState state) {
        return List.of();
    }

    @Override
    public ClusterCommand wake(boolean recovered) {
        return new Wake(recovered);
    }

    @Override
    public Optional<Instant> wakeAt(ClusterState state) {
        return Optional.empty();
    }
}
