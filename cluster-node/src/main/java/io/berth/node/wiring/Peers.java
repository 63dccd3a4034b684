package io.berth.node.wiring;

import io.berth.node.config.MemberConfig;
import io.berth.node.formation.Formation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Remembers in a member's folder that there are other members. Until then the first member is a cluster by itself; from
 * then on it takes a majority to form one again.
 *
 * @param file that exists if there are others
 * @param members that are named in the configuration, this one included
 */
record Peers(Path file, int members) {
    static Peers of(MemberConfig config) {
        return new Peers(
                config.dataDir().resolve("has-peers"),
                config.membership().members().size() + 1);
    }

    int quorum() {
        return Files.exists(file) ? Formation.majority(members) : 1;
    }

    /** There is another member, or there will be one any moment. */
    void add() {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("it cannot be kept that there are several members: " + e.getMessage(), e);
        }
    }
}
