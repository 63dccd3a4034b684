package io.berth.node.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.node.crash.Command.Verdict;
import io.berth.node.crash.Wish.Content;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One service and all that may be asked of it.
 *
 * @param name of the service
 * @param marker of its processes
 * @param program that each task runs, as a list in JSON
 * @param order of its rollouts
 * @param port that it publishes, if it does; such a service is also removed and created again
 */
record ServiceUnderFire(String name, String marker, String program, String order, Optional<Integer> port) {
    private static final int MOST_REPLICAS = 4;
    private static final String SLEEP = "[\"sleep\", \"100000\"]";
    private static final String SHELL_WITH_CHILD = "[\"sh\", \"-c\", \"sleep 100000 & wait\"]";

    static ServiceUnderFire stopFirst(String name, String marker) {
        return new ServiceUnderFire(name, marker, SLEEP, "stopFirst", Optional.empty());
    }

    static ServiceUnderFire startFirst(String name, String marker) {
        return new ServiceUnderFire(name, marker, SLEEP, "startFirst", Optional.empty());
    }

    static ServiceUnderFire withChildren(String name, String marker) {
        return new ServiceUnderFire(name, marker, SHELL_WITH_CHILD, "stopFirst", Optional.empty());
    }

    static ServiceUnderFire published(String name, String marker, int port) {
        return new ServiceUnderFire(name, marker, SLEEP, "stopFirst", Optional.of(port));
    }

    boolean isStartFirst() {
        return order.equals("startFirst");
    }

    String path() {
        return "services/" + name;
    }

    /** The next request; {@code text} is used by no other. */
    Command next(Wish known, String text, RandomGenerator random) {
        if (!known.exists()) {
            return create(text, random);
        }
        int choice = random.nextInt(port.isPresent() ? 12 : 10);
        return switch (choice) {
            case 0, 1, 2 -> scale(known, random.nextInt(MOST_REPLICAS + 1));
            case 3, 4, 5 -> update(known, text, random);
            case 6 -> restart(known);
            case 7 -> rollback(known);
            case 8, 9 -> bad(known, text, random);
            default -> removal();
        };
    }

    Command removal() {
        return request("remove", "DELETE", "", "", Map.of(), Wish.ABSENT, Verdict.ACCEPTED);
    }

    private Command create(String text, RandomGenerator random) {
        Content content = new Content(1 + random.nextInt(MOST_REPLICAS), text, 0);
        // The removal before it, or the release of its port, may still be under way.
        return put("create", content, Map.of("If-None-Match", "*"), Wish.created(content), Verdict.EITHER);
    }

    private Command scale(Wish known, int replicas) {
        Content content =
                new Content(replicas, known.spec().text(), known.spec().forced());
        return request(
                "scale to " + replicas,
                "POST",
                "/scale",
                "{\"replicas\": %d}".formatted(replicas),
                Map.of(),
                known.changed(content),
                Verdict.ACCEPTED);
    }

    private Command update(Wish known, String text, RandomGenerator random) {
        Content content = new Content(
                random.nextInt(MOST_REPLICAS + 1), text, known.spec().forced());
        Map<String, String> headers =
                random.nextBoolean() ? Map.of("If-Match", "\"%d\"".formatted(known.revision())) : Map.of();
        return put("update", content, headers, known.changed(content), Verdict.ACCEPTED);
    }

    private Command restart(Wish known) {
        Content content = new Content(
                known.spec().replicas(), known.spec().text(), known.spec().forced() + 1);
        return request("restart", "POST", "/restart", "", Map.of(), known.changed(content), Verdict.ACCEPTED);
    }

    private Command rollback(Wish known) {
        return known.previous()
                .map(before ->
                        request("rollback", "POST", "/rollback", "", Map.of(), known.changed(before), Verdict.ACCEPTED))
                .orElseGet(() -> request("rollback", "POST", "/rollback", "", Map.of(), known, Verdict.REFUSED));
    }

    /** A request that must be refused; all but the last carry something that would be seen if it took effect. */
    private Command bad(Wish known, String text, RandomGenerator random) {
        Content content = new Content(1, text, known.spec().forced());
        return switch (random.nextInt(4)) {
            case 0 ->
                put("update of a stale revision", content, Map.of("If-Match", "\"999999\""), known, Verdict.REFUSED);
            case 1 -> put("create what is there", content, Map.of("If-None-Match", "*"), known, Verdict.REFUSED);
            case 2 -> put("update to less than nothing", new Content(-3, text, 0), Map.of(), known, Verdict.REFUSED);
            default -> request("scale to -1", "POST", "/scale", "{\"replicas\": -1}", Map.of(), known, Verdict.REFUSED);
        };
    }

    private Command put(String what, Content content, Map<String, String> headers, Wish effect, Verdict verdict) {
        return request("%s %s".formatted(what, content), "PUT", "", spec(content), headers, effect, verdict);
    }

    private Command request(
            String what,
            String method,
            String below,
            String body,
            Map<String, String> headers,
            Wish effect,
            Verdict verdict) {
        return new Command("%s: %s".formatted(name, what), method, path() + below, body, headers, effect, verdict);
    }

    private String spec(Content content) {
        String ports =
                port.map("{\"target\": 80, \"published\": %d}"::formatted).orElse("");
        return """
            {"mode": {"kind": "replicated", "replicas": %d},
             "template": {
               "forceUpdate": %d,
               "restart": {"condition": "any", "delay": "0s"},
               "containers": [{"name": "main", "image": "none", "stopGrace": "2s", "command": %s,
                 "env": {"%s": "%s", "SERVICE": "%s", "SLOT": "{{.Task.Slot}}", "CONTENT": "%s"}}]},
             "update": {"parallelism": 2, "monitor": "0s", "onFailure": "continue", "order": "%s"},
             "rollback": {"parallelism": 0, "monitor": "0s", "onFailure": "continue", "order": "%s"},
             "ports": [%s]}
            """.formatted(
                        content.replicas(),
                        content.forced(),
                        program,
                        MarkedProcess.MARKER,
                        marker,
                        name,
                        content.text(),
                        order,
                        order,
                        ports);
    }

    /** What the API's view of the service says; {@code previous} cannot be read from it. */
    static Wish read(JsonNode view) {
        if (view.path("uid").asText().isEmpty() || view.path("removing").asBoolean()) {
            return Wish.ABSENT;
        }
        JsonNode spec = view.path("spec");
        JsonNode template = spec.path("template");
        Content content = new Content(
                spec.path("mode").path("replicas").asInt(-1),
                template.path("containers").path(0).path("env").path("CONTENT").asText(),
                template.path("forceUpdate").asLong(-1));
        return new Wish(true, view.path("revision").asLong(), content, Optional.empty());
    }

    /** Whether a read wish is this one; a rollback's target is not shown, but the next rollback tells. */
    static boolean isSame(Wish read, Wish known) {
        boolean isAlike = read.revision() == known.revision() && read.spec().equals(known.spec());
        return read.exists() == known.exists() && (isAlike || !read.exists());
    }
}
