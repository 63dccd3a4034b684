package io.berth.http.docker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One event in Docker's form.
 *
 * @param type of thing that it is about
 * @param action that happened
 * @param id of the thing
 * @param attributes what is told of it
 * @param scope {@code swarm} or {@code local}
 * @param at when it happened
 */
record Happening(String type, String action, String id, Map<String, String> attributes, String scope, Instant at) {
    private static final String SWARM = "swarm";
    private static final long NANOS = 1_000_000_000L;
    private static final List<String> THINGS =
            List.of("service", "node", "secret", "config", "network", "container", "volume", "plugin", "daemon");

    Happening {
        attributes = new TreeMap<>(attributes);
    }

    static Happening inSwarm(String type, String action, String id, Map<String, String> attributes, Instant at) {
        return new Happening(type, action, id, attributes, SWARM, at);
    }

    /** The filters of a request, or a refusal of one that events do not have. */
    static Filters known(Filters filters) {
        return filters.only(
                "config",
                "container",
                "daemon",
                "event",
                "image",
                "label",
                "network",
                "node",
                "plugin",
                "scope",
                "secret",
                "service",
                "type",
                "volume");
    }

    boolean isWanted(Filters filters) {
        String name = attributes.getOrDefault("name", "");
        boolean isThing = THINGS.stream()
                .filter(filters::has)
                .allMatch(thing -> thing.equals(type)
                        && filters.any(thing, wanted -> wanted.equals(name) || id.startsWith(wanted)));
        return isThing
                && filters.isExactly("type", type)
                && filters.isExactly("scope", scope)
                && filters.any("event", wanted -> action.equals(wanted) || action.startsWith(wanted + ":"))
                && filters.areLabels("label", attributes)
                && filters.isExactly("image", attributes.getOrDefault("image", ""));
    }

    GoObject json() {
        GoObject json = GoObject.of();
        if (!scope.equals(SWARM)) {
            json.put("status", action).put("id", id).putIfAny("from", attributes.getOrDefault("image", ""));
        }
        return json.put("Type", type)
                .put("Action", action)
                .put("Actor", GoObject.of("ID", id).put("Attributes", attributes))
                .put("scope", scope)
                .put("time", at.getEpochSecond())
                .put("timeNano", at.getEpochSecond() * NANOS + at.getNano());
    }
}
