package io.berth.agent.node;

import static io.berth.agent.Patience.soon;
import static io.berth.agent.node.TestTask.networked;
import static io.berth.agent.node.TestTask.ofService;
import static io.berth.agent.node.TestTask.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.agent.FreePort;
import io.berth.agent.retention.Retention;
import io.berth.domain.agent.AgentInstruction.StopTask;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How tasks find each other on one machine. */
class DockerNetworkTest extends DockerAgentFixture {
    private static final String SERVER = "mkdir -p /www; echo here >/www/index.html; exec httpd -f -p 8080 -h /www";

    private final String front = "front-" + node;
    private final String back = "back-" + node;

    @Override
    AgentConfig configure(AgentConfig config) {
        Retention.Limits brief = new Retention.Limits(5, 5, Duration.ofSeconds(1));
        return config.withLeftovers(new Leftovers(config.leftovers().tasks(), brief));
    }

    @AfterEach
    void removeForeignNetwork() {
        Engine.removeAllOf(node); // a network that containers use cannot be removed
        Engine.docker("network", "rm", "foreign-" + node);
    }

    private TaskAssignment runOn(List<String> networks, String service, String line) {
        return run(ofService(service, task(networked(networks, TaskTemplate.of(quick(line))), List.of())));
    }

    /** A task that ends well once the server answers under the name; before, it asks again. */
    private TaskAssignment asking(List<String> networks, String name) {
        return runOn(
                networks, "client", "until wget -q -O - http://" + name + ":8080/ | grep -q here; do sleep 0.1; done");
    }

    @Test
    void servicesOfANetworkReachEachOtherByName() {
        runOn(List.of(front), "web", SERVER);
        List.of("web", "tasks.web")
                .forEach(name -> observed.until(asking(List.of(front), name).task(), TaskState.COMPLETE));
    }

    @Test
    void aServiceIsReachedOnEachOfItsNetworks() {
        runOn(List.of(front, back), "web", SERVER);
        List.of(front, back)
                .forEach(network -> List.of("web", "tasks.web")
                        .forEach(name ->
                                observed.until(asking(List.of(network), name).task(), TaskState.COMPLETE)));
    }

    @Test
    void aServiceIsUnknownOnOtherNetworks() {
        TaskAssignment web = runOn(List.of(front), "web", SERVER);
        observed.until(web.task(), TaskState.RUNNING);
        TaskAssignment stranger = runOn(List.of(back), "client", "nslookup web; test $? -ne 0");
        observed.until(stranger.task(), TaskState.COMPLETE);
    }

    @Test
    void allTasksOfAServiceHaveItsName() {
        for (int i = 0; i < 3; i++) {
            observed.until(runOn(List.of(front), "web", SERVER).task(), TaskState.RUNNING);
        }
        TaskAssignment client = runOn(
                List.of(front), "client", "test $(nslookup tasks.web | grep -A1 '^Name' | grep -c '^Address') -eq 3");
        observed.until(client.task(), TaskState.COMPLETE);
    }

    @Test
    void aNetworkIsRemovedWhenTheLastTaskHasGoneAndNotBefore() {
        TaskAssignment first = runOn(List.of(front), "web", "exec sleep 1000");
        TaskAssignment second = runOn(List.of(front, back), "web", "exec sleep 1000");
        observed.until(first.task(), TaskState.RUNNING);
        observed.until(second.task(), TaskState.RUNNING);
        assertThat(Engine.networksOf(node)).hasSize(2);
        agent.obey(new StopTask(second.task()));
        soon().until(() -> Engine.networksOf(node).size() == 1);
        assertThat(Engine.docker("network", "inspect", "-f", "{{len .Containers}}", front))
                .isEqualTo("1");
        agent.obey(new StopTask(first.task()));
        soon().until(() -> Engine.networksOf(node).isEmpty());
    }

    @Test
    void aNetworkThatIsNeededAgainIsThereAgain() {
        for (int i = 0; i < 2; i++) {
            TaskAssignment web = runOn(List.of(front), "web", "exec sleep 1000");
            observed.until(web.task(), TaskState.RUNNING);
            agent.obey(new StopTask(web.task()));
            soon().until(() -> Engine.networksOf(node).isEmpty());
        }
    }

    @Test
    void aNetworkThatSomebodyRemovedIsMadeAgainForTheNextTask() {
        TaskAssignment lost = runOn(List.of(front), "web", "exec sleep 1000");
        observed.until(lost.task(), TaskState.RUNNING);
        Engine.docker("network", "disconnect", "-f", front, lost.taskName());
        Engine.docker("network", "rm", front);
        TaskAssignment refused = runOn(List.of(front), "web", "exec sleep 1000");
        assertThat(observed.until(refused.task(), TaskState.FAILED).error())
                .isEqualTo("starting container failed: network " + front + " not found");
        observed.until(runOn(List.of(front), "web", "exec sleep 1000").task(), TaskState.RUNNING);
    }

    @Test
    void aNetworkOfSomebodyElseIsJoinedAndStays() {
        String foreign = "foreign-" + node;
        Engine.docker("network", "create", foreign);
        TaskAssignment web = runOn(List.of(foreign), "web", SERVER);
        observed.until(asking(List.of(foreign), "web").task(), TaskState.COMPLETE);
        TaskAssignment other = runOn(List.of(front), "web", "exec sleep 1000");
        observed.until(other.task(), TaskState.RUNNING);
        agent.obey(new StopTask(web.task()));
        observed.until(web.task(), TaskState.SHUTDOWN);
        agent.obey(new StopTask(other.task()));
        soon().until(() -> Engine.networksOf(node).isEmpty());
        assertThat(Engine.docker("network", "inspect", "-f", "{{.Name}}", foreign))
                .isEqualTo(foreign);
    }

    @Test
    void theNextAgentRemovesWhatTheLastOneLeft() {
        TaskAssignment web = runOn(List.of(front), "web", "exec sleep 1000");
        observed.until(web.task(), TaskState.RUNNING);
        restartAgent();
        agent.obey(new StopTask(web.task()));
        soon().until(() -> Engine.networksOf(node).isEmpty());
    }

    @Test
    void aNetworkWithoutNamesIsRefused() {
        TaskAssignment web = runOn(List.of("bridge"), "web", SERVER);
        assertThat(observed.until(web.task(), TaskState.REJECTED).error())
                .isEqualTo("cannot join network bridge: the engine gives no names on it, so services would not find"
                        + " each other; name a network of your own, or none at all for the engine's default");
    }

    @Test
    void theNodesOwnNetworkPublishesNothing() {
        PortSpec port = new PortSpec("", "tcp", 80, FreePort.next(), PublishMode.INGRESS);
        TaskAssignment web = run(task(networked(List.of("host"), TaskTemplate.of(quick(SERVER))), List.of(port)));
        assertThat(observed.until(web.task(), TaskState.REJECTED).error())
                .isEqualTo("cannot publish port 80/tcp from network host: it has no ports of its own;"
                        + " leave out the port or join another network");
        TaskAssignment plain = runOn(List.of("host"), "web", "exit 0");
        observed.until(plain.task(), TaskState.COMPLETE);
    }
}
