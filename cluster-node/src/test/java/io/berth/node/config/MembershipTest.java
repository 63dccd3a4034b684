package io.berth.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MembershipTest {
    @Test
    void aMemberMayStandInTheListOfMembersItself() {
        HostAndPort self = new HostAndPort("berth-1.berth-members", 7072);

        assertThat(Membership.others(self, "berth-0.berth-members,berth-1.berth-members,berth-2.berth-members:7072"))
                .containsExactly(
                        new HostAndPort("berth-0.berth-members", 7072), new HostAndPort("berth-2.berth-members", 7072));
    }

    @Test
    void anotherPortOfTheSameHostIsAnotherMember() {
        assertThat(Membership.others(new HostAndPort("127.0.0.1", 7072), "127.0.0.1:7073"))
                .containsExactly(new HostAndPort("127.0.0.1", 7073));
    }
}
