package io.berth.link.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** An identity in a file that only its owner can read; key and certificate are replaced together or not at all. */
public record IdentityFile(Path file) {
    /** What the file holds; empty if there is none. */
    public Optional<Identity> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(file);
            return Optional.of(new Identity(Pem.key(text), Pem.certificates(text)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    "%s holds no identity: %s; put it back from a backup, or remove it and join again"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    public void write(Identity identity) throws IOException {
        StringBuilder text = new StringBuilder(Pem.write(identity.key()));
        try {
            for (X509Certificate certificate : identity.chain()) {
                text.append(Pem.write(certificate));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate cannot be written: " + e.getMessage(), e);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
