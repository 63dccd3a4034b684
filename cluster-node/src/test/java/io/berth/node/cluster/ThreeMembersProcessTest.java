package io.berth.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Three members with a real Cassandra and two agents, each a process. */
class ThreeMembersProcessTest {
    private final Sleepers sleepers = new Sleepers();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @AfterEach
    void leaveNoProcessBehind() {
        sleepers.close();
    }

    @Test
    void anyMemberAnswersAnyRequest() throws Exception {
        try (ThreeMembers members = ThreeMembers.found(folder)) {
            members.startAgents("n1", "n2");

            members.commands(1).done("deploy", members.compose(sleepers.stack(4)), "--stack", "s", "--timeout", "3m");
            sleepers.await(4);
            for (int i = 0; i < ThreeMembers.COUNT; i++) {
                Commands member = members.commands(i);
                assertThat(member.list("ls")).hasSize(1);
                assertThat(member.list("nodes")).hasSize(2);
                assertThat(member.done("logs", "s_web").out()).containsPattern("(?s)(hello.*){4}");
            }
        }
    }
}
