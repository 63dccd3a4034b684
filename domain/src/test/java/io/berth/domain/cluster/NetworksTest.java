package io.berth.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.cluster.ClusterEvent.NetworkRemoved;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.command.ClusterCommand.CreateNetwork;
import io.berth.domain.command.ClusterCommand.Initialise;
import io.berth.domain.command.ClusterCommand.RemoveNetwork;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.network.Network;
import io.berth.domain.rules.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworksTest {
    private final Given<ClusterState, ClusterCommand, ClusterEvent> given =
            new Given<>(new ClusterRules(), ClusterState.ID);

    @BeforeEach
    void aClusterIsThere() {
        given.when(new Initialise("c1", 32)).after(Duration.ofMinutes(1));
    }

    private static CreateNetwork create(String name, Network.Pool... pools) {
        return new CreateNetwork(new Network(
                "id-of-" + name,
                name,
                "overlay",
                Map.of(),
                Map.of("team", "shop"),
                List.of(pools),
                false,
                true,
                false,
                0,
                Instant.EPOCH));
    }

    private static Network.Pool pool(String subnet) {
        return new Network.Pool(subnet, "", "");
    }

    private List<String> subnets() {
        return given.state().networks().stream()
                .flatMap(network -> network.pools().stream())
                .map(Network.Pool::subnet)
                .toList();
    }

    @Test
    void aNetworkWithoutAddressesGetsTheFirstFreeOnes() {
        given.when(create("front")).when(create("back"));
        assertThat(subnets()).containsExactly("10.0.1.0/24", "10.0.2.0/24");
        Network back = given.state().networks().getLast();
        assertThat(back.pools()).containsExactly(new Network.Pool("10.0.2.0/24", "10.0.2.1", ""));
        assertThat(back.number()).isEqualTo(2);
        assertThat(back.createdAt()).isEqualTo(given.now());
        assertThat(back.labels()).containsEntry("team", "shop");
    }

    @Test
    void addressesThatAreGivenAreKeptAndAvoidedByOthers() {
        given.when(create("given", new Network.Pool("10.0.0.0/23", "10.0.0.9", "10.0.1.128/25")))
                .when(create("free"));
        assertThat(given.state().networks().getFirst().pools())
                .containsExactly(new Network.Pool("10.0.0.0/23", "10.0.0.9", "10.0.1.128/25"));
        assertThat(subnets()).containsExactly("10.0.0.0/23", "10.0.2.0/24");
    }

    @Test
    void twoNetworksNeverShareAnAddress() {
        given.when(create("one", pool("10.77.0.0/16")));
        given.thenRefused(
                create("two", pool("10.77.3.0/24")),
                Code.INVALID,
                "invalid pool request: Pool overlaps with other one on this address space: 10.77.3.0/24");
    }

    @Test
    void aSubnetThatIsNoneIsRefused() {
        given.thenRefused(
                create("odd", pool("10.0.0.256/24")),
                Code.INVALID,
                "invalid subnet 10.0.0.256/24 : invalid CIDR block notation");
        given.thenRefused(
                create("odd", pool("10.0.0.0/33")),
                Code.INVALID,
                "invalid subnet 10.0.0.0/33 : invalid CIDR block notation");
    }

    @Test
    void anIpv6SubnetIsKeptAsItIs() {
        given.when(create("six", pool("fd00::/64")));
        assertThat(subnets()).containsExactly("fd00::/64");
    }

    @Test
    void aNameIsTakenOnce() {
        given.when(create("front"));
        given.thenRefused(create("front"), Code.CONFLICT, "network with name front already exists");
    }

    @Test
    void aRemovedNetworkLeavesItsNameAndAddressesButNotItsNumber() {
        given.when(create("front")).when(new RemoveNetwork("id-of-front"));
        assertThat(given.events()).containsExactly(new NetworkRemoved("id-of-front", "front"));
        assertThat(given.state().networks()).isEmpty();
        given.when(create("front"));
        assertThat(subnets()).containsExactly("10.0.1.0/24");
        assertThat(given.state().networks().getFirst().number()).isEqualTo(2);
        given.thenRefused(new RemoveNetwork("nope"), Code.NOT_FOUND, "network nope not found");
    }

    @Test
    void theLastFreeSubnetIsFound() {
        given.when(create("wide", pool("10.0.0.0/9"))).when(create("next"));
        assertThat(subnets()).containsExactly("10.0.0.0/9", "10.128.0.0/24");
        given.when(create("rest", pool("10.128.1.0/24"), pool("10.192.0.0/10"))).when(create("after"));
        assertThat(subnets()).endsWith("10.128.2.0/24");
    }
}
