package io.berth.node.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.domain.trust.TokenText;
import io.berth.link.identity.IdentityFile;
import io.berth.node.config.HostAndPort;
import io.berth.node.config.JournalAddress;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.MemberPorts;
import io.berth.node.config.Membership;
import io.berth.node.config.RuntimeChoice;
import io.berth.node.trust.AgentTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it takes to become a member or a node, and what is said if it is not there. */
class EntranceTest {
    private static final List<HostAndPort> NOBODY = List.of(new HostAndPort("127.0.0.1", 1));
    private static final JournalAddress CASSANDRA = JournalAddress.parse("cassandra://127.0.0.1:1/berth");

    @TempDir
    private Path folder;

    @Test
    void severalMembersNeedASharedJournal() {
        MemberConfig config = config(new JournalAddress.Embedded(folder.resolve("journal")), "", true);

        assertThatThrownBy(() -> Entrance.enter(config, Peers.of(config), new Ids()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("several members need --journal cassandra://");
    }

    @Test
    void whoWasNeverInAClusterNeedsATokenOrCreatesOne() {
        MemberConfig config = config(CASSANDRA, "", false);

        assertThatThrownBy(() -> Entrance.enter(config, Peers.of(config), new Ids()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--token")
                .hasMessageContaining("--create");
    }

    @Test
    void aTokenThatIsNoneAndMembersThatDoNotAnswerAreSaidSo() {
        MemberConfig noToken = config(CASSANDRA, "hello", false);
        MemberConfig nobody = config(CASSANDRA, new TokenText("0".repeat(64), "t1", "secret").text(), false);

        assertThatThrownBy(() -> Entrance.enter(noToken, Peers.of(noToken), new Ids()))
                .hasMessageContaining("no join token");
        assertThatThrownBy(() -> Entrance.enter(nobody, Peers.of(nobody), new Ids()))
                .hasMessageContaining("no member lets this one in");
        assertThat(Peers.of(nobody).quorum()).isEqualTo(1);
    }

    @Test
    void theFirstMemberIsTheSameAtEveryStartAndNeedsAMajorityOnceThereAreOthers() throws Exception {
        MemberConfig config = config(CASSANDRA, "", true);
        Peers peers = Peers.of(config);
        String made = Entrance.enter(config, peers, new Ids()).authority().certificate();

        assertThat(Entrance.enter(config, peers, new Ids()).authority().certificate())
                .isEqualTo(made);
        assertThat(peers.quorum()).isEqualTo(1);
        peers.add();
        assertThat(peers.quorum()).isEqualTo(2);
    }

    @Test
    void anAgentGetsItsCertificateWithATokenAndRenewsItWhenTwoThirdsOfItsLifeAreOver() throws Exception {
        try (Member member = Member.start(new MemberConfig(
                folder.resolve("m1"), "127.0.0.1", 0, 0, RuntimeChoice.SIMULATED, "m1", MemberConfig.DEFAULT_SHARDS))) {
            List<HostAndPort> members = List.of(NOBODY.getFirst(), new HostAndPort("127.0.0.1", member.linkPort()));
            IdentityFile file = new IdentityFile(folder.resolve("agent.pem"));
            String token = Tokens.of(member);
            AgentTrust trust = AgentTrust.open(file, members, token, Instant.now());
            var first = trust.identity().get();

            trust.renewIfDue(Instant.now().plus(Duration.ofDays(59)));
            assertThat(trust.identity().get()).isSameAs(first);
            trust.renewIfDue(Instant.now().plus(Duration.ofDays(61)));

            assertThat(trust.identity().get()).isNotSameAs(first);
            assertThat(trust.identity().get().holder()).isEqualTo(first.holder());
            assertThat(file.read().orElseThrow().certificate())
                    .isEqualTo(trust.identity().get().certificate());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.file())))
                    .isEqualTo("rw-------");
            assertThat(AgentTrust.open(file, members, "", Instant.now())
                            .identity()
                            .get()
                            .holder())
                    .isEqualTo(first.holder());
        }
    }

    @Test
    void anAgentWithoutTokenOrCertificateIsToldWhatItNeeds() {
        assertThatThrownBy(
                        () -> AgentTrust.open(new IdentityFile(folder.resolve("agent.pem")), NOBODY, "", Instant.now()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("berth token create --role agent");
    }

    private MemberConfig config(JournalAddress journal, String token, boolean isCreating) {
        List<HostAndPort> others = List.of(new HostAndPort("127.0.0.1", 3), new HostAndPort("127.0.0.1", 4));
        return new MemberConfig(
                folder,
                "m1",
                journal,
                new MemberPorts("127.0.0.1", "127.0.0.1", "127.0.0.1", 0, 1, 2),
                new Membership(others, token, isCreating, false, Membership.DEFAULT_LIFETIME),
                RuntimeChoice.SIMULATED,
                false,
                MemberConfig.DEFAULT_SHARDS);
    }
}
