package io.berth.node.proof;

import io.berth.node.config.MemberConfig;
import io.berth.node.config.RuntimeChoice;
import io.berth.node.wiring.Member;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** A member with its agent in this process, and a terminal at it. */
final class WholeMember implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    private final Member member;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .build();

    private WholeMember(Member member) {
        this.member = member;
    }

    static WholeMember start(Path data, RuntimeChoice runtime) {
        WholeMember whole = new WholeMember(
                Member.start(new MemberConfig(data, "127.0.0.1", 0, 0, runtime, "local", MemberConfig.DEFAULT_SHARDS)));
        Patience.soon()
                .until(() -> whole.terminal().items("nodes").stream()
                        .anyMatch(node -> node.path("status").asText().equals("ready")));
        return whole;
    }

    Terminal terminal() {
        return new Terminal(member.address());
    }

    /** The id of its only node. */
    String node() {
        return terminal().items("nodes").getFirst().path("id").asText();
    }

    /** The body of an answer of its API. */
    String get(String path) throws IOException, InterruptedException {
        return body(member.address().resolve("/berth/v1/" + path));
    }

    /** What a published port answers. */
    String published(int port) throws IOException, InterruptedException {
        return body(URI.create("http://127.0.0.1:" + port + "/")).strip();
    }

    /** The answers of a published port until {@code number} different ones have come. */
    Set<String> backends(int port, int number) {
        Set<String> seen = new HashSet<>();
        Patience.soon().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            seen.add(published(port));
            return seen.size() >= number;
        });
        return seen;
    }

    private String body(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER_WITHIN).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        http.shutdownNow();
        member.close();
    }
}
