package io.berth.node.config;

import java.nio.file.Path;

/**
 * What a member with its own agent is started with.
 *
 * @param dataDir folder of the journal, keys, logs of processes; made if missing
 * @param httpAddress that the API listens on
 * @param httpPort of the API, 0 for any free one
 * @param linkPort of the agents' gRPC link, 0 for any free one
 * @param runtime what runs tasks
 * @param nodeName the node's hostname as tasks and clients see it
 * @param shards of each kind of entity, 1..1,000; 20 to 100 suit one machine
 */
public record MemberConfig(
        Path dataDir,
        String httpAddress,
        int httpPort,
        int linkPort,
        RuntimeChoice runtime,
        String nodeName,
        int shards) {
    /** Enough to spread over some members, few enough to recover fast on one. */
    public static final int DEFAULT_SHARDS = 20;

    private static final int PORT_MAX = 65_535;
    private static final int SHARDS_MAX = 1_000;

    public MemberConfig {
        checkRange("http port", httpPort, 0, PORT_MAX);
        checkRange("link port", linkPort, 0, PORT_MAX);
        checkRange("shards", shards, 1, SHARDS_MAX);
    }

    private static void checkRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s must be %d..%d, got %d".formatted(name, least, most, value));
        }
    }
}
