package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsTest extends ApiTestBase {
    @BeforeEach
    void runAService() {
        control.connect("n1", "host-1");
        put("/services/web", spec("nginx:1", 1)).is(200);
        put("/configs/site", "{\"text\": \"a\"}").is(200);
    }

    @Test
    void aStreamCarriesPositionTypeAndJson() {
        Answer stream = get("/events?since=0&follow=false").is(200);

        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        assertThat(stream.text())
                .startsWith("id: 1\nevent: node.agent-connected\ndata: {\"position\":1,")
                .contains("event: service.service-created\n", "\"actor\":\"user:anonymous\",\"origin\":\"request:id");
        assertThat(ids("?since=0&follow=false"))
                .hasSize((int) control.position())
                .isSorted();
    }

    @Test
    void aStreamResumesAfterTheLastEventId() {
        long newest = control.position();

        String byHeader = send(request("/events?follow=false").GET().header("Last-Event-ID", "" + (newest - 1)))
                .text();

        assertThat(byHeader).startsWith("id: " + newest + "\n");
        assertThat(ids("?follow=false&since=" + newest)).isEmpty();
        send(request("/events?follow=false").GET().header("Last-Event-ID", "x")).isProblem(400, "malformed");
    }

    @Test
    void aStreamIsFilteredByTypeServiceNodeAndNamespace() {
        assertThat(types("&type=service.service-created")).containsExactly("service.service-created");
        assertThat(types("&type=node,config")).allMatch(type -> type.startsWith("node.") || type.startsWith("config."));
        assertThat(types("&service=web")).isNotEmpty().allMatch(type -> type.startsWith("service."));
        assertThat(types("&node=n1")).contains("node.agent-connected", "service.tasks-assigned");
        assertThat(types("&namespace=default"))
                .contains("config.item-created")
                .noneMatch(type -> type.startsWith("node."));
        assertThat(types("&stack=shop")).isEmpty();
        assertThat(types("&namespace=other")).isEmpty();
    }

    @Test
    void aStreamIsFilteredByLabelsAsTheyWereAtTheTime() {
        put("/services/db", labelled("tier", "data")).is(200);
        put("/services/db", labelled("tier", "cache")).is(200);
        long last = control.position();
        delete("/services/db").is(204);
        control.advance(Duration.ofMinutes(1));

        assertThat(ids("?since=0&follow=false&label=tier=data")).isNotEmpty().allMatch(id -> id <= last);
        assertThat(ids("?follow=false&label=tier=cache&since=" + last)).isNotEmpty();
        assertThat(types("&label=tier")).contains("service.service-created", "service.service-removed");
        assertThat(types("&label=tier=none")).isEmpty();
    }

    @Test
    void aFilterThatMatchesNothingEverIsRefused() {
        assertThat(get("/events?type=service.created")
                        .isProblem(400, "malformed")
                        .detail())
                .contains("service.created", "asyncapi.json");
    }

    @Test
    void theNewerOfTwoResumePositionsCounts() {
        long newest = control.position();

        String stream = send(request("/events?follow=false&since=0").GET().header("Last-Event-ID", "" + (newest - 1)))
                .text();

        assertThat(stream).startsWith("id: " + newest + "\n");
    }

    @Test
    void aPositionOfAnotherJournalIsRefused() {
        Answer gone = get("/events?since=999999999").isProblem(410, "gone");

        assertThat(gone.json().path("earliest").asInt()).isEqualTo(1);
        assertThat(gone.detail()).contains("another journal");
    }

    @Test
    void theSameComesOverAWebSocket() throws Exception {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        WebSocket socket = client().newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://" + host() + "/berth/v1/events?since=0&type=config"),
                        new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                                messages.add(data.toString());
                                webSocket.request(1);
                                return CompletableFuture.completedStage(null);
                            }
                        })
                .get();

        assertThat(messages.take()).contains("\"type\":\"config.item-created\"");
        assertThat(messages.take()).contains("\"type\":\"config.value-stored\"");
        put("/configs/site", "{\"text\": \"b\"}").is(200);
        assertThat(messages.take()).contains("\"type\":\"config.value-stored\"", "\"version\":2");
        socket.abort();
    }

    @Test
    void eventsThatAreGoneAreSaidToBe() {
        control.keepFrom(3);

        Answer gone = get("/events?since=1").isProblem(410, "gone");

        assertThat(gone.json().path("earliest").asInt()).isEqualTo(3);
        assertThat(ids("?follow=false")).first().isEqualTo(3L);
    }

    @Test
    void aLiveStreamStaysOpen() throws Exception {
        HttpResponse<InputStream> stream =
                client().send(request("/events?since=0").GET().build(), BodyHandlers.ofInputStream());

        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.lines().limit(4)).containsExactly("retry: 1000", "id: 0", "", "id: 1");
        }
    }

    @Test
    void aHistoryHasASentenceForEveryEvent() {
        Answer history = get("/services/web/history").is(200);

        assertThat(history.json().path("items").findValuesAsText("text"))
                .isNotEmpty()
                .noneMatch(String::isEmpty);
        assertThat(history.json().at("/items/0/text").asText()).isEqualTo("created with image nginx:1");
        assertThat(history.json().at("/items/0/sequence").asInt()).isEqualTo(1);
        assertThat(history.json().at("/items/0/time").asText()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(get("/services/web/history?limit=1").json().path("items")).hasSize(1);
        assertThat(get("/nodes/n1/history").json().at("/items/0/text").asText()).contains("host-1 connected");
        assertThat(get("/configs/site/history").json().path("items")).hasSize(2);
    }

    @Test
    void nothingIsKnownOfWhatNeverWas() {
        get("/services/none/history").isProblem(404, "not-found");
        get("/services/web/history?limit=0").isProblem(400, "malformed");
    }

    private List<Long> ids(String query) {
        return get("/events" + query)
                .is(200)
                .text()
                .lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> Long.valueOf(line.substring(4)))
                .toList();
    }

    private List<String> types(String query) {
        return get("/events?since=0&follow=false" + query)
                .is(200)
                .text()
                .lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring(7))
                .toList();
    }

    private static String labelled(String key, String value) {
        return """
            {"labels": {"%s": "%s"}, "template": {"containers": [{"image": "x"}]}}\
            """.formatted(key, value);
    }
}
