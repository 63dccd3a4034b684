package io.berth.http.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.EntityTag;
import org.jspecify.annotations.Nullable;

/**
 * Files of one folder of the class path. Their tags are hashes of their contents: all files of a build have the same time,
 * so that a tag of time and length would let a browser keep an old one.
 */
final class PageFiles {
    /** No step upwards, no hidden file. */
    private static final Pattern NAME = Pattern.compile("([a-z][a-z0-9-]*/)?[a-z][a-z0-9-]*\\.(html|css|js|svg)");

    private static final Map<String, ContentType> TYPES = Map.of(
            "html", ContentTypes.TEXT_HTML_UTF8,
            "css", MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8),
            "js", MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8),
            "svg", MediaTypes.IMAGE_SVG_XML.toContentType());

    /** One file, ready to be sent. */
    record PageFile(EntityTag tag, HttpEntity.Strict entity) {}

    private final String folder;
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    PageFiles(String folder) {
        this.folder = folder;
    }

    /** The file, or empty if there is none of this name. */
    Optional<PageFile> find(String name) {
        return NAME.matcher(name).matches()
                ? Optional.ofNullable(files.computeIfAbsent(name, this::read))
                : Optional.empty();
    }

    private @Nullable PageFile read(String name) {
        try (InputStream file = PageFiles.class.getClassLoader().getResourceAsStream(folder + name)) {
            if (file == null) {
                return null;
            }
            byte[] content = file.readAllBytes();
            ContentType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            return new PageFile(EntityTag.create(hash(content), false), HttpEntities.create(type, content));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page " + name, e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
