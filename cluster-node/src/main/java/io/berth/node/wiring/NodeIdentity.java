package io.berth.node.wiring;

import io.berth.domain.fleet.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The node's id, made once and kept in its data folder: containers are labelled with it. */
final class NodeIdentity {
    private NodeIdentity() {}

    static NodeId of(Path dataDir, Supplier<String> ids) throws IOException {
        Path file = dataDir.resolve("node-id");
        if (!Files.exists(file)) {
            Files.writeString(file, ids.get());
        }
        return new NodeId(Files.readString(file).strip());
    }
}
