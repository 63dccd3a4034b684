package io.berth.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.berth.node.cli.exit.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Members die of SIGKILL while tasks run: nothing that runs is touched, and the members that are left take over. */
class MemberLossProcessTest {
    private final Sleepers sleepers = new Sleepers();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @AfterEach
    void leaveNoProcessBehind() {
        sleepers.close();
    }

    /** The one that is killed is the oldest, which holds every coordinator, and to which agents turn first. */
    @Test
    void theOthersTakeOverFromAKilledMemberAndItComesBack() throws Exception {
        try (ThreeMembers members = ThreeMembers.found(folder)) {
            members.startAgents("n1", "n2");
            members.commands(1).done("deploy", members.compose(sleepers.stack(4)), "--stack", "s", "--timeout", "3m");
            List<Long> before = sleepers.await(4);

            members.member(0).kill();
            int replicas = scaleUntilDone(members.commands(1), 5);
            assertThat(sleepers.await(replicas)).containsAll(before);
            members.awaitNodes(1, 2);
            members.awaitNodes(2, 2);

            members.start(0);
            members.commands(0).done("scale", "s_web=" + (replicas + 1), "--timeout", "3m");
            assertThat(sleepers.await(replicas + 1)).containsAll(before);
            assertThat(members.commands(0).list("ls")).hasSize(1);
        }
    }

    @Test
    void theLastOfThreeServesNothingUntilAnotherIsBack() throws Exception {
        try (ThreeMembers members = ThreeMembers.found(folder)) {
            members.startAgents("n1");
            members.commands(1).done("deploy", members.compose(sleepers.stack(2)), "--stack", "s", "--timeout", "3m");
            List<Long> before = sleepers.await(2);

            members.member(0).kill();
            members.member(2).kill();
            assertThat(members.member(1).awaitExit()).isEqualTo(ExitCode.REMOVED);
            BerthProcess last = members.begin(1);

            await().atMost(ThreeMembers.PATIENCE)
                    .untilAsserted(() -> assertThat(members.commands(1).run("scale", "-d", "s_web=3"))
                            .returns(ExitCode.REFUSED, Commands.Result::exit)
                            .extracting(Commands.Result::err, STRING)
                            .contains("cannot serve yet")
                            .contains("of 2 members that it takes to form one only 1"));
            assertThat(sleepers.pids()).isEqualTo(before);

            members.begin(0);
            last.awaitPrinted("listening on");
            members.commands(1).done("scale", "s_web=3", "--timeout", "3m");
            assertThat(sleepers.await(3)).containsAll(before);
        }
    }

    /** Asks for one more each time; answers the first number that was acknowledged. */
    private static int scaleUntilDone(Commands member, int from) {
        int[] asked = {from - 1};
        await().atMost(ThreeMembers.PATIENCE)
                .until(() -> member.run("scale", "-d", "s_web=" + ++asked[0]).exit() == 0);
        return asked[0];
    }
}
