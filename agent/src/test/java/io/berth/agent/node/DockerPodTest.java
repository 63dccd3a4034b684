package io.berth.agent.node;

import static io.berth.agent.Patience.soon;
import static io.berth.agent.node.TestTask.mounted;
import static io.berth.agent.node.TestTask.named;
import static io.berth.agent.node.TestTask.task;

import io.berth.domain.agent.AgentInstruction.StopTask;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks of several containers. */
class DockerPodTest extends DockerAgentFixture {
    @Test
    void containersOfATaskShareNetworkAndVolume() throws Exception {
        Mount shared = new Mount(Mount.Type.SHARED, "data", "/data", false, 0, Map.of());
        TaskTemplate template = TaskTemplate.of(quick("true"))
                .withContainers(
                        List.of(mounted(shared, named("prepare", quick("echo hello >/data/index.html")))),
                        List.of(
                                mounted(shared, named("server", quick("exec httpd -f -p 8080 -h /data"))),
                                named(
                                        "client",
                                        quick("until wget -q -O - http://127.0.0.1:8080/; do sleep 0.1; done; exec"
                                                + " sleep 1000"))));
        TaskAssignment task = run(task(template, List.of()));
        observed.until(task.task(), TaskState.RUNNING);
        CollectingSink sink = new CollectingSink();
        agent.openLog(task.task(), new LogQuery(true, -1, Instant.EPOCH), sink);
        soon().until(() -> sink.lines().stream().anyMatch(line -> line.text().equals("hello")));
        agent.obey(new StopTask(task.task()));
        observed.until(task.task(), TaskState.SHUTDOWN);
    }
}
