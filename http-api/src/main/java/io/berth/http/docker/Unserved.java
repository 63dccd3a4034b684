package io.berth.http.docker;

import java.util.List;
import java.util.Map;

/** What Docker's clients may ask and Berth does not do: each with what to use instead, and never as "not found". */
final class Unserved {
    private static final String BUILD =
            "Berth builds no images: build with a Docker Engine (docker build), push, and name the image in a service";
    private static final String CONTAINERS =
            "Berth runs no single containers: use docker service create, with --mode replicated-job for what ends";
    private static final String IMAGES =
            "Berth keeps no images: each node's engine pulls what its tasks need; ask the engine of the node itself";
    private static final String NODES = "this is not something that Berth does to nodes: see docker node update";
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("auth", "Berth keeps no registry's password: log in with docker login against a Docker Engine"),
            Map.entry("build", BUILD),
            Map.entry("checkpoints", CONTAINERS),
            Map.entry("commit", BUILD),
            Map.entry("configs", "this is not something that Berth does to configs: see docker config --help"),
            Map.entry("containers", CONTAINERS),
            Map.entry("distribution", "Berth asks no registry for digests: name the image with its digest to fix it"),
            Map.entry("events", "this is not something that Berth does with events: see docker events --help"),
            Map.entry("exec", CONTAINERS),
            Map.entry("grpc", BUILD),
            Map.entry("images", IMAGES),
            Map.entry("info", "GET is the only thing to do with /info"),
            Map.entry("networks", "this is not something that Berth does to networks: name networks in services"),
            Map.entry("nodes", NODES),
            Map.entry("plugins", "Berth has no plugins of its own: install them in the Docker Engine of each node"),
            Map.entry("secrets", "this is not something that Berth does to secrets: see docker secret --help"),
            Map.entry("services", "this is not something that Berth does to services: see docker service --help"),
            Map.entry("session", BUILD),
            Map.entry("swarm", "this is not something that Berth does to swarms: see docker swarm --help"),
            Map.entry("system", "this is not something that Berth does: ask the Docker Engine of the node itself"),
            Map.entry("tasks", "this is not something that Berth does to tasks: see docker service update"),
            Map.entry(
                    "volumes",
                    "Berth makes volumes on the nodes when tasks mount them: use docker service create --mount"));

    private Unserved() {}

    /** The refusal of a path that no route answers. */
    static DockerError error(List<String> path) {
        String sentence = path.isEmpty() ? null : SENTENCES.get(path.getFirst());
        // A resource's name and a slash, without a thing's name behind it, is no path of Docker's either.
        return sentence == null || path.getLast().isEmpty()
                ? new DockerError(404, "page not found")
                : DockerError.unserved(sentence);
    }
}
