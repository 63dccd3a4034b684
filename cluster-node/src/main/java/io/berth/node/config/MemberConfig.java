package io.berth.node.config;

import java.nio.file.Path;

/**
 * What a member is started with.
 *
 * @param dataDir folder of keys, an embedded journal, and what its agent keeps; made if missing
 * @param name of the member and of its own node
 * @param journal where events are kept
 * @param ports where it is reached
 * @param membership how it finds its cluster
 * @param runtime what runs tasks of its own agent
 * @param hasAgent whether this machine runs tasks too
 * @param shards of each kind of entity, 1..1,000; 20 to 100 suit one machine
 */
public record MemberConfig(
        Path dataDir,
        String name,
        JournalAddress journal,
        MemberPorts ports,
        Membership membership,
        RuntimeChoice runtime,
        boolean hasAgent,
        int shards) {
    /** Enough to spread over some members, few enough to recover fast on one. */
    public static final int DEFAULT_SHARDS = 20;

    private static final int SHARDS_MAX = 1_000;

    public MemberConfig {
        if (shards < 1 || shards > SHARDS_MAX) {
            throw new IllegalArgumentException("shards must be 1..%d, got %d".formatted(SHARDS_MAX, shards));
        }
    }

    /** A member that needs no others. */
    public MemberConfig(
            Path dataDir,
            String name,
            JournalAddress journal,
            MemberPorts ports,
            RuntimeChoice runtime,
            boolean hasAgent,
            int shards) {
        this(dataDir, name, journal, ports, Membership.ALONE, runtime, hasAgent, shards);
    }

    /** A member for this machine only, with an agent and an embedded journal in {@code dataDir}. */
    public MemberConfig(
            Path dataDir,
            String httpAddress,
            int httpPort,
            int linkPort,
            RuntimeChoice runtime,
            String name,
            int shards) {
        this(
                dataDir,
                name,
                new JournalAddress.Embedded(dataDir.toAbsolutePath().resolve("journal")),
                MemberPorts.local(httpAddress, httpPort, linkPort),
                Membership.ALONE,
                runtime,
                true,
                shards);
    }
}
