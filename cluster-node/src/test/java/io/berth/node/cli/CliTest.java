package io.berth.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliTest extends CliFixture {
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

    @Test
    void completionNeedsNoMember() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).contains("complete -F _complete_berth", "rollback");
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "ls --nonsense", "scale web", "scale web=many", "ls -o xml", "node", "ls --host", "chaos"})
    void aWrongCommandLineEndsWithTwo(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("berth: ").contains("--help").doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void onlyTheMemberThatIsNamedCreatesTheCluster() {
        String others = "127.0.0.2,127.0.0.1,127.0.0.3";
        String data = folder.resolve("data").toString();

        assertThat(run(
                        "server",
                        "--name",
                        "m1",
                        "--advertise",
                        "127.0.0.1",
                        "--data",
                        data,
                        "--join",
                        others,
                        "--journal",
                        "cassandra://127.0.0.1:1/berth",
                        "--create",
                        "m2"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("member m1 has never been in a cluster", "--token", "--create");
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
}
