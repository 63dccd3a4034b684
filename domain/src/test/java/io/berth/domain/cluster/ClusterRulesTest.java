package io.berth.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.cluster.ClusterEvent.ClusterInitialised;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.command.ClusterCommand.Initialise;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.rules.Given;
import org.junit.jupiter.api.Test;

class ClusterRulesTest {
    private final Given<ClusterState, ClusterCommand, ClusterEvent> given =
            new Given<>(new ClusterRules(), ClusterState.ID);

    @Test
    void theFirstMemberGivesTheClusterItsIdentity() {
        given.when(new Initialise("c1", 32));
        assertThat(given.events()).containsExactly(new ClusterInitialised("c1", 32));
        assertThat(given.state()).isEqualTo(ClusterState.of("c1", 32, Given.START));
    }

    @Test
    void laterMembersTakeTheIdentityThatIsThere() {
        given.when(new Initialise("c1", 32)).when(new Initialise("c2", 32)).thenNothing();
        assertThat(given.state().clusterId()).isEqualTo("c1");
    }

    @Test
    void aMemberWithAnotherNumberOfShardsIsRefused() {
        given.when(new Initialise("c1", 32));
        given.thenRefused(
                new Initialise("c1", 64),
                Code.CONFLICT,
                "cannot start with 64 shards: cluster c1 was created with 32, and that is fixed");
        assertThat(given.state().shards()).isEqualTo(32);
    }

    @Test
    void aClusterWithoutAMemberDoesNotExist() {
        assertThat(given.state().exists()).isFalse();
        given.wakes().thenNothing();
    }
}
