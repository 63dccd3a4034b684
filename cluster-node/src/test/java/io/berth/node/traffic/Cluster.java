package io.berth.node.traffic;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.berth.node.config.HostAndPort;
import io.berth.node.config.JournalAddress;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.MemberPorts;
import io.berth.node.config.NodeConfig;
import io.berth.node.config.RuntimeChoice;
import io.berth.node.wiring.JoinedAgent;
import io.berth.node.wiring.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A member without an agent, and agents that each have an address of the loopback network to themselves. */
final class Cluster implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Member member;
    private final List<JoinedAgent> agents = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Cluster(Path folder) {
        this.folder = folder;
        this.member = Member.start(new MemberConfig(
                folder.resolve("member"),
                "member",
                new JournalAddress.Embedded(folder.resolve("journal")),
                MemberPorts.local("127.0.0.1", 0, 0),
                RuntimeChoice.PROCESS,
                false,
                4));
    }

    /** The address of an agent, counted from 0. */
    static String address(int agent) {
        return "127.0.0." + (agent + 2);
    }

    /** Adds so many agents and waits until they are ready. */
    Cluster agents(int count) throws IOException, InterruptedException {
        String token = JSON.readTree(send("POST", "tokens", "{}")).path("token").asText();
        for (int i = 0; i < count; i++) {
            agents.add(JoinedAgent.start(new NodeConfig(
                    folder.resolve("n" + i),
                    "n" + i,
                    address(i),
                    Optional.of(InetAddress.getByName(address(i))),
                    List.of(new HostAndPort("127.0.0.1", member.linkPort())),
                    token,
                    RuntimeChoice.PROCESS)));
        }
        await().atMost(PATIENCE)
                .until(() -> get("nodes")
                                .path("items")
                                .valueStream()
                                .filter(node -> node.path("status").asText().equals("ready"))
                                .count()
                        == count);
        return this;
    }

    String node(int agent) {
        return agents.get(agent).node().value();
    }

    /** A service of so many greeters. */
    static String greeters(int replicas, int port, String order, String revision) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return """
            {"mode": {"kind": "replicated", "replicas": %d},
             "update": {"order": "%s", "monitor": "10ms"},
             "ports": [{"name": "", "target": 80, "published": %d}],
             "template": {"restart": {"delay": "0s"},
                          "containers": [{"name": "web", "image": "none",
                            "health": {"test": ["CMD", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT"],
                                       "interval": "100ms", "timeout": "5s", "retries": 50},
                            "env": {"REVISION": "%s"},
                            "command": ["%s", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx24m", "-cp", "%s",
                                        "%s"]}]}}
            """.formatted(
                        replicas,
                        order,
                        port,
                        revision,
                        java,
                        Path.of(Greeter.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath()),
                        Greeter.class.getName());
    }

    void put(String spec) throws IOException, InterruptedException {
        var _ = send("PUT", "services/web", spec);
    }

    /** Sends a request that must succeed; the answer. */
    String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(method, path, body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(member.address().resolve("/berth/v1/" + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send("GET", path, ""));
    }

    /** The running tasks, once there are exactly so many and no rollout goes on. */
    Set<String> awaitRunning(int count) {
        return await().atMost(PATIENCE).until(this::settled, running -> running.size() == count);
    }

    private Set<String> settled() throws IOException, InterruptedException {
        if (get("services/web").path("rollout").path("status").asText().equals("updating")) {
            return Set.of();
        }
        Set<String> running = new HashSet<>();
        for (JsonNode task : get("tasks?service=web").path("items")) {
            if (task.path("state").asText().equals("running")) {
                running.add(task.path("id").asText());
            }
        }
        return running;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Removes what runs and ends all. */
    @Override
    public void close() {
        await().atMost(PATIENCE).until(() -> {
            for (JsonNode service : get("services").path("items")) {
                var _ = ask("DELETE", "services/" + service.path("name").asText(), "");
            }
            return get("services").path("items").isEmpty();
        });
        agents.forEach(JoinedAgent::close);
        http.shutdownNow();
        member.close();
    }
}
