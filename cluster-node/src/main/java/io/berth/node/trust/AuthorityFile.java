package io.berth.node.trust;

import io.berth.domain.seal.SealedValue;
import io.berth.domain.trust.Authority;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/**
 * A member's copy of the authority, its key as sealed as in the journal: a member that comes back after its certificate
 * has expired must sign another one before it can reach the journal's entities.
 */
record AuthorityFile(Path file) {
    Optional<Authority> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties values = new Properties();
        values.load(new StringReader(Files.readString(file)));
        try {
            return Optional.of(new Authority(
                    values.getProperty("certificate", ""),
                    new SealedValue(
                            values.getProperty("key-id", ""),
                            values.getProperty("key", ""),
                            values.getProperty("digest", ""),
                            Integer.parseInt(values.getProperty("size", "")))));
        } catch (NumberFormatException e) {
            throw new IOException("%s is damaged; put it back from a backup".formatted(file), e);
        }
    }

    void write(Authority authority) throws IOException {
        Properties values = new Properties();
        values.setProperty("certificate", authority.certificate());
        values.setProperty("key-id", authority.key().keyId());
        values.setProperty("key", authority.key().ciphertext());
        values.setProperty("digest", authority.key().digest());
        values.setProperty("size", Integer.toString(authority.key().size()));
        StringWriter text = new StringWriter();
        values.store(text, "The cluster's certificate authority, sealed");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text.toString(), StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
