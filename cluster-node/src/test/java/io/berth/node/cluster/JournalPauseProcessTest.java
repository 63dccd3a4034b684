package io.berth.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.berth.node.cluster.Writer.Told;
import io.berth.persistence.cassandra.CassandraServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Cassandra stops answering for a while: writes are refused or unknown, reads go on, and everything comes back by itself. */
class JournalPauseProcessTest {
    private final Sleepers sleepers = new Sleepers();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @AfterEach
    void leaveNoProcessBehind() {
        CassandraServer.running().resume();
        sleepers.close();
    }

    @Test
    void readsGoOnAndWritesComeBack() throws Exception {
        try (ThreeMembers members = ThreeMembers.found(folder)) {
            members.startAgents("n1");
            members.commands(1).done("deploy", members.compose(sleepers.stack(2)), "--stack", "s", "--timeout", "3m");
            List<Long> before = sleepers.await(2);
            List<Writer> writers = List.of(
                    Writer.start(members.commands(0), "a"),
                    Writer.start(members.commands(1), "b"),
                    Writer.start(members.commands(2), "c"));
            try (Writer _ = writers.get(0);
                    Writer _ = writers.get(1);
                    Writer _ = writers.get(2)) {
                awaitMore(writers, 2);

                CassandraServer.running().pause();
                for (int i = 0; i < ThreeMembers.COUNT; i++) {
                    assertThat(members.commands(i).list("ls")).hasSize(1);
                    assertThat(members.commands(i).list("nodes")).hasSize(1);
                }
                Commands.Result refused = members.commands(0).run("scale", "-d", "s_web=3");
                assertThat(refused.exit()).isEqualTo(1);
                assertThat(refused.err()).containsPattern("may or may not|nothing was changed");
                CassandraServer.running().resume();

                awaitMore(writers, 5);
            }
            members.commands(2).done("scale", "s_web=4", "--timeout", "3m");

            assertThat(sleepers.await(4)).containsAll(before);
            await().atMost(ThreeMembers.PATIENCE)
                    .until(() -> Writer.hasAll(writers, members.commands(1).list("config", "ls")));
            assertThat(Writer.refusedButThere(writers, members.commands(1).list("config", "ls")))
                    .isEmpty();
        }
    }

    private static void awaitMore(List<Writer> writers, int more) {
        List<Integer> before =
                writers.stream().map(writer -> writer.count(Told.ACKNOWLEDGED)).toList();
        for (int i = 0; i < writers.size(); i++) {
            Writer writer = writers.get(i);
            int wanted = before.get(i) + more;
            await().atMost(ThreeMembers.PATIENCE).until(() -> writer.count(Told.ACKNOWLEDGED) >= wanted);
        }
    }
}
