package io.berth.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands that change something send, and how they end. */
class ChangesTest extends CliFixture {
    @ParameterizedTest
    @CsvSource({
        "completed,         update --force,   0",
        "updating,          update --timeout=0s,4",
        "rollbackCompleted, update --force,   3",
        "rollbackCompleted, rollback,         0",
        "paused,            update --force,   1",
        "updating,          update --detach,  0",
    })
    void theExitCodeTellsHowTheChangeEnded(String status, String command, int exit) {
        member.on("GET /services/web", 200, WEB.formatted(3, status, "2 of 3 failed"))
                .on("PUT /services/web", 200, "{}")
                .on("POST /services/web/rollback", 200, "{}");

        assertThat(runAt(Stream.concat(Stream.of(command.split(" ")), Stream.of("web"))
                        .toArray(String[]::new)))
                .isEqualTo(exit);
    }

    @Test
    void progressIsShownUntilAllTasksRun() {
        member.on("POST /services/web/scale", 200, "{}")
                .on("GET /services/web", 200, WEB.formatted(1, "", ""))
                .on("GET /services/web", 200, WEB.formatted(2, "updating", ""))
                .on("GET /services/web", 200, WEB.formatted(3, "completed", ""));

        assertThat(runAt("scale", "web=3")).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceFirst(".* s  ", "")))
                .containsExactly("web  1/3 running", "web  2/3 running, updating 1/3", "web  3/3 running");
    }

    @Test
    void anUpdateEditsTheSpecThatItReadAndNoOther() {
        member.on("GET /services/web", 200, WEB.formatted(3, "completed", "")).on("PUT /services/web", 200, "{}");

        assertThat(runAt(
                        "update",
                        "web",
                        "--image",
                        "busybox:2",
                        "--env-add",
                        "C=3=4",
                        "--env-rm",
                        "A",
                        "--label-add",
                        "b=2",
                        "--label-rm",
                        "a",
                        "--replicas",
                        "5",
                        "--force",
                        "--args",
                        "sleep",
                        "7"))
                .isZero();
        assertThat(member.requests().get(1))
                .startsWith("PUT /services/web \"7\" ")
                .contains("\"labels\":{\"b\":\"2\"}", "\"replicas\":5", "\"forceUpdate\":1")
                .contains("\"args\":[\"sleep\",\"7\"]")
                .contains("\"image\":\"busybox:2\",\"env\":{\"B\":\"2\",\"C\":\"3=4\"}");
    }

    @Test
    void aDeploySendsOnlyWhatTheFileNames() throws IOException {
        Files.writeString(folder.resolve("key.txt"), "hidden");
        Files.writeString(folder.resolve("other.txt"), "never sent");
        Files.writeString(folder.resolve(".env"), "TAG=2\nOTHER=never sent\n");
        Path file = Files.writeString(folder.resolve("stack.yml"), """
            name: shop
            services:
              web:
                image: "busybox:${TAG:-1}"
            secrets:
              key:
                file: ./key.txt
            """);
        member.on("PUT /stacks/shop", 200, "{'warnings':['line 1: old']}")
                .on("GET /services", 200, "{'items':[{'name':'web'}]}")
                .on("GET /services/web", 200, WEB.formatted(3, "", ""));

        assertThat(runAt("deploy", file.toString())).isZero();
        assertThat(err.toString()).contains("warning: line 1: old");
        assertThat(member.requests().getFirst())
                .contains("\"variables\":{\"TAG\":\"2\"}", "\"files\":{\"./key.txt\":\"aGlkZGVu\"}")
                .doesNotContain("OTHER", "bmV2ZXI");
    }

    @Test
    void aStackIsCalledAsItsFolderUnlessTheFileSaysMore() throws IOException {
        Path file = Files.writeString(
                Files.createDirectory(folder.resolve("My.Shop")).resolve("stack.yml"), "services: {}");
        member.on("PUT /stacks/myshop", 200, "{}").on("GET /services", 200, "{'items':[]}");

        assertThat(runAt("deploy", file.toString())).isZero();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(runAt("deploy", folder.resolve("none.yml").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("cannot read", "none.yml", "there is no such file");
    }

    @Test
    void aPlanTellsWhatWouldChangeAndWhereTasksWouldGo() throws IOException {
        Path file = Files.writeString(folder.resolve("stack.yml"), "name: shop");
        member.on("POST /plan", 200, """
            {'secrets':[],'configs':[{'name':'shop_page','action':'unchanged','version':1}],
             'services':[
               {'name':'shop_web','action':'updated','newTasks':3,'pending':1,
                'changes':[{'field':'mode.replicas','from':'2','to':'3'},{'field':'labels.a','to':'x'}],
                'text':['2 of shop_web to host-1','1 of shop_web would wait: no room']},
               {'name':'shop_db','action':'unchanged','newTasks':0,'pending':0,'changes':[],'text':[]}],
             'warnings':['line 1: old']}
            """);

        assertThat(runAt("plan", file.toString())).isZero();
        assertThat(member.requests().getFirst())
                .startsWith("POST /plan?stack=shop ")
                .contains("\"compose\"");
        assertThat(out.toString().lines())
                .containsExactly(
                        "unchanged  config shop_page",
                        "updated    service shop_web",
                        "    mode.replicas: 2 -> 3",
                        "    labels.a: (nothing) -> x",
                        "    3 new tasks:",
                        "        2 of shop_web to host-1",
                        "        1 of shop_web would wait: no room",
                        "unchanged  service shop_db",
                        "services: 1 updated, 1 unchanged; tasks without a place: 1");
        assertThat(err.toString()).contains("warning: line 1: old");
    }

    @Test
    void anUpdateCanBePlannedBeforeItIsMade() {
        member.on("GET /services/web", 200, WEB.formatted(3, "completed", ""))
                .on("POST /plan", 200, "{'services':[{'name':'web','action':'updated','newTasks':3}]}");

        assertThat(runAt("update", "web", "--image", "busybox:2", "--plan", "-o", "json"))
                .isZero();
        assertThat(member.requests()).hasSize(2);
        assertThat(member.requests().get(1))
                .startsWith("POST /plan?service=web ")
                .contains("\"image\":\"busybox:2\"");
        assertThat(out.toString()).startsWith("{").contains("\"updated\"");
    }

    @Test
    void labelsAndAvailabilityOfANodeAreOnePatch() {
        member.on("PATCH /nodes/n1", 200, "{}");

        assertThat(runAt(
                        "node",
                        "update",
                        "n1",
                        "--label-add",
                        "zone=a",
                        "--label-rm",
                        "old",
                        "--availability",
                        "drain"))
                .isZero();
        assertThat(member.requests())
                .containsExactly(
                        "PATCH /nodes/n1 - {\"labels\":{\"zone\":\"a\",\"old\":null},\"availability\":\"drain\"}");
    }
}
