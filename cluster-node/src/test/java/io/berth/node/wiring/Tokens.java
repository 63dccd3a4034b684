package io.berth.node.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Join tokens of a member under test. */
final class Tokens {
    private Tokens() {}

    /** One for an agent. */
    static String of(Member member) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(member.address().resolve("/berth/v1/tokens"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new ObjectMapper()
                    .readTree(http.send(request, BodyHandlers.ofString()).body())
                    .path("token")
                    .asText();
        }
    }
}
