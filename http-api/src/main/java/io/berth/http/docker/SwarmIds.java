package io.berth.http.docker;

import io.berth.domain.task.TaskIds;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Ids as Swarm's clients expect them, and from what people write in a path to the one thing that they mean. */
final class SwarmIds {
    /** Ids of services, nodes, tasks, secrets, configs and networks. */
    private static final Pattern ID = Pattern.compile("[0-9a-z]{25}");

    private SwarmIds() {}

    /** The id itself if it is one already, as ours are; else one that always follows from it. */
    static String of(String id) {
        return ID.matcher(id).matches() ? id : TaskIds.of(id, 0).value();
    }

    /**
     * The thing with this id, else with this name, else with the only id that begins so.
     *
     * @param kind as refusals say it, such as {@code service}
     * @param wanted what the client wrote
     * @param id of a thing
     * @param name of a thing; several may have the same
     */
    static <T> T find(String kind, String wanted, List<T> things, Function<T, String> id, Function<T, String> name) {
        for (T thing : things) {
            if (id.apply(thing).equals(wanted)) {
                return thing;
            }
        }
        List<T> meant = things.stream()
                .filter(thing -> name.apply(thing).equals(wanted))
                .toList();
        if (meant.isEmpty() && !wanted.isEmpty()) {
            meant = things.stream()
                    .filter(thing -> id.apply(thing).startsWith(wanted))
                    .toList();
        }
        return switch (meant.size()) {
            case 0 -> throw DockerError.notFound(kind, wanted);
            case 1 -> meant.getFirst();
            default -> throw DockerError.ambiguous(kind, wanted, meant.size());
        };
    }

    /**
     * A number that changes whenever what a user may set changes, for things that count no revisions: what Swarm's
     * {@code Version.Index} is to clients that read, change and write.
     */
    static long stamp(Map<String, String> labels, String... others) {
        long stamp = 1_125_899_906_842_597L;
        for (Map.Entry<String, String> label : new java.util.TreeMap<>(labels).entrySet()) {
            stamp = 31 * (31 * stamp + label.getKey().hashCode())
                    + label.getValue().hashCode();
        }
        for (String other : others) {
            stamp = 31 * stamp + other.hashCode();
        }
        // Clients in JavaScript read numbers of 53 bits.
        return (stamp & Long.MAX_VALUE) % (1L << 48) + 1;
    }
}
