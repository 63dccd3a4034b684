package io.berth.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cluster.Writer.Told;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A member is stopped in the middle of writes until the others have replaced it, and then goes on. */
class MemberPauseProcessTest {
    /** Names enough that every shard has some. */
    private static final int MANY = 60;

    private final Sleepers sleepers = new Sleepers();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @AfterEach
    void leaveNoProcessBehind() {
        sleepers.close();
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingRefusedIsInEffect() throws Exception {
        try (ThreeMembers members = ThreeMembers.found(folder)) {
            members.startAgents("n1", "n2");
            members.commands(1).done("deploy", members.compose(sleepers.stack(3)), "--stack", "s", "--timeout", "3m");
            List<Long> before = sleepers.await(3);
            Writer paused = Writer.start(members.commands(0), "paused");
            Writer other = Writer.start(members.commands(1), "other");
            List<Writer> writers = List.of(paused, other);
            try (paused;
                    other) {
                awaitMore(paused, 5);

                members.member(0).pause();
                awaitMore(other, MANY);
                members.commands(1).done("scale", "s_web=4", "--timeout", "3m");
                members.member(0).resume();

                assertThat(members.member(0).awaitExit()).isEqualTo(ExitCode.REMOVED);
                awaitMore(other, 5);
            }
            members.start(0);

            for (int i = 0; i < ThreeMembers.COUNT; i++) {
                Commands member = members.commands(i);
                await().atMost(ThreeMembers.PATIENCE).until(() -> Writer.hasAll(writers, member.list("config", "ls")));
                assertThat(Writer.refusedButThere(writers, member.list("config", "ls")))
                        .isEmpty();
            }
            assertThat(sleepers.await(4)).containsAll(before);
            assertThat(runningSlots(members.commands(0))).hasSize(4).doesNotHaveDuplicates();
        }
    }

    private static void awaitMore(Writer writer, int more) {
        int before = writer.count(Told.ACKNOWLEDGED);
        await().atMost(ThreeMembers.PATIENCE).until(() -> writer.count(Told.ACKNOWLEDGED) >= before + more);
    }

    private static List<String> runningSlots(Commands member) {
        return member.list("ps").stream()
                .filter(task -> task.path("state").asText().equals("running"))
                .map(task -> task.path("slot").asText())
                .toList();
    }
}
