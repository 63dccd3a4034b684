package io.berth.sharding.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.fleet.NodeId;
import io.berth.sharding.directory.Directory;
import io.berth.sharding.directory.Listings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists and the fleet on three members that share a journal. */
class ThreeMembersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int SERVICES = 30;

    private final List<TestMember> members = new ArrayList<>();

    @BeforeEach
    void start() {
        String store = "three-members-" + System.nanoTime();
        for (int i = 0; i < 3; i++) {
            TestMember member = new TestMember(store);
            members.add(member);
            member.join(members.getFirst());
        }
        await().atMost(PATIENCE).until(() -> members.stream().allMatch(TestMember::isUp));
    }

    @AfterEach
    void stop() {
        members.forEach(TestMember::close);
    }

    @Test
    void everyMemberListsWhatAnyMemberWasAnswered() {
        for (int i = 0; i < SERVICES; i++) {
            TestMember written = members.get(i % 3);
            assertThat(written.put("web" + i, TestMember.WEB)).isInstanceOf(Outcome.Accepted.class);

            Listings.Listed seen = members.get((i + 1) % 3).list(EntityRef.Kind.SERVICE);

            assertThat(names(seen))
                    .as("after web%d, missing: %s", i, seen.missing())
                    .hasSize(i + 1);
        }
    }

    @Test
    void everyMemberSeesEveryNode() {
        for (int i = 0; i < 6; i++) {
            members.get(i % 3).connect("n" + i, "s" + i);
        }

        await().atMost(PATIENCE)
                .until(() ->
                        members.stream().allMatch(member -> member.fleet.view().size() == 6));
    }

    @Test
    void afterTheDeathOfAMemberAListIsCompleteOrSaysThatItIsNot() {
        for (int i = 0; i < SERVICES; i++) {
            members.get(0).put("web" + i, TestMember.WEB);
        }
        TestMember dead = members.removeLast();
        dead.close();
        members.getFirst().down(dead);

        await().atMost(PATIENCE).until(() -> {
            Listings.Listed seen = members.getFirst().list(EntityRef.Kind.SERVICE);
            assertThat(names(seen).size() == SERVICES || seen.missing().isPresent())
                    .as(
                            "%d services and nothing said to be missing",
                            names(seen).size())
                    .isTrue();
            return seen.missing().isEmpty();
        });
        assertThat(names(members.getLast().list(EntityRef.Kind.SERVICE))).hasSize(SERVICES);
    }

    @Test
    void aNodeWhoseConnectionWasOnTheDeadMemberIsServedThroughAnother() {
        members.getLast().connect("n1", "s1");
        await().atMost(PATIENCE)
                .until(() ->
                        members.getFirst().fleet.view().node(new NodeId("n1")).isPresent());
        TestMember dead = members.removeLast();
        dead.close();
        members.getFirst().down(dead);

        var agent = members.getFirst().connect("n1", "s2");
        members.getFirst().put("web", TestMember.WEB);

        assertThat(agent.receiveMessage(PATIENCE)).isNotNull();
    }

    private static Set<String> names(Listings.Listed listed) {
        return listed.entries().stream()
                .map(Directory.Entry::entity)
                .map(EntityRef::id)
                .collect(Collectors.toSet());
    }
}
