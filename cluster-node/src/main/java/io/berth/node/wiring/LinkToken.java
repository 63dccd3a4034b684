package io.berth.node.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** What lets agents in: made once, in a file that only its owner can read. */
final class LinkToken {
    private LinkToken() {}

    static String of(Path dataDir, Supplier<String> ids) throws IOException {
        Path file = dataDir.resolve("agent-token");
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, ids.get());
        }
        return Files.readString(file).strip();
    }
}
