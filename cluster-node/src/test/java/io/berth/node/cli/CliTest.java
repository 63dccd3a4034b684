package io.berth.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliTest {
    private static final String WEB = "{'name':'web','running':%d,'desired':3,'pending':[],"
            + "'spec':{'labels':{'a':'1'},'mode':{'kind':'replicated','replicas':3},"
            + "'template':{'containers':[{'name':'main','image':'busybox:1','env':{'A':'1','B':'2'}}]}},"
            + "'rollout':{'status':'%s','message':'%s','begun':1,'slots':3}}";

    @TempDir
    private Path folder;

    private final FakeMember member = new FakeMember();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        member.close();
    }

    @Test
    void helpIsTheMapOfAllCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("Start:", "Understand:")
                .contains(
                        "dev",
                        "server",
                        "agent",
                        "deploy",
                        "plan",
                        "ls",
                        "ps",
                        "inspect",
                        "scale",
                        "update",
                        "rollback",
                        "restart")
                .contains("rm", "logs", "nodes", "node", "why", "history", "events", "secret", "config", "stacks")
                .contains("version", "completion");
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "ls --nonsense", "scale web", "scale web=many", "ls -o xml", "node", "ls --host", "chaos"})
    void aWrongCommandLineEndsWithTwo(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("berth: ").contains("--help").doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void servicesAreListedAsATable() {
        member.on(
                "GET /services",
                200,
                "{'items':[{'name':'web','mode':'replicated','running':2,'desired':3,"
                        + "'images':['busybox:1'],'pending':1,"
                        + "'ports':[{'published':8081,'target':5000,'protocol':'tcp'}]}],'missing':''}");

        assertThat(runAt("ls")).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "NAME|MODE|RUNNING|IMAGE|PORTS|STATUS",
                        "web|replicated|2/3|busybox:1|8081->5000/tcp|1 pending, see `berth why web`");
    }

    @ParameterizedTest
    @CsvSource({"json, {", "yaml, items:"})
    void aListIsTheAnswerItselfInJsonAndYaml(String form, String beginning) {
        member.on("GET /services", 200, "{'items':[{'name':'web'}],'missing':''}");

        assertThat(runAt("ls", "-o", form)).isZero();
        assertThat(out.toString()).startsWith(beginning).contains("web");
    }

    @Test
    void aRefusalEndsWithOneAndTheMembersOwnWords() {
        member.on("POST /services/web/scale", 422, "{'detail':'cannot accept scale of service web: replicas'}");

        assertThat(runAt("scale", "web=3")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("berth: cannot accept scale of service web: replicas");
    }

    @Test
    void aMemberThatIsNotThereIsNamedWithAWayOut() {
        String url = member.url();
        member.close();

        assertThat(run("ls", "--host", url)).isEqualTo(1);
        assertThat(err.toString()).contains("nobody answers at " + url, "berth dev");
    }

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
                        "--force"))
                .isZero();
        assertThat(member.requests().get(1))
                .startsWith("PUT /services/web \"7\" ")
                .contains("\"labels\":{\"b\":\"2\"}", "\"replicas\":5", "\"forceUpdate\":1")
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
    void eventsAreFollowedLineByLine() {
        String stream = """
            id: 1
            event: service.created
            data: {'type':'service.created','entity':'service/web','text':'created'}

            """;
        member.on("GET /events", 200, stream);

        assertThat(runAt("events")).isZero();
        assertThat(out.toString().strip()).isEqualTo("service.created  service/web  created");
    }

    @Test
    void aStreamThatTheMemberEndsIsResumedAfterTheLastEvent() {
        member.on("GET /events", 200, """
            id: 7
            event: service.created
            data: {'type':'service.created','entity':'service/web','text':'created'}

            id: 9
            event: end
            data: {'position':9,'reason':'too slow'}

            """);
        member.on("GET /events", 200, """
            id: 10
            event: service.removed
            data: {'type':'service.removed','entity':'service/web','text':'removed'}

            """);

        assertThat(runAt("events", "--label", "a=b")).isZero();
        assertThat(out.toString().lines().map(String::strip))
                .containsExactly("service.created  service/web  created", "service.removed  service/web  removed");
        assertThat(member.requests())
                .containsExactly("GET /events?label=a%3Db - ", "GET /events?label=a%3Db&since=9 - ");
    }

    @Test
    void logsAreThoseOfTheServiceOrElseOfTheTask() {
        member.on("GET /tasks/web.1/logs", 200, "one\ntwo\n");

        assertThat(runAt("logs", "web.1", "--tail", "2")).isZero();
        assertThat(out.toString().lines()).containsExactly("one", "two");
        assertThat(member.requests())
                .containsExactly("GET /services/web.1/logs?tail=2 - ", "GET /tasks/web.1/logs?tail=2 - ");
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

    private int runAt(String... arguments) {
        return run(Stream.concat(Stream.of(arguments), Stream.of("--host", member.url()))
                .toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
