package io.berth.domain.spec;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of what is mounted into a container: mounts, secrets and configs. */
final class MountRules {
    private static final Pattern VOLUME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");
    private static final Pattern FILE_NAME = Pattern.compile("[a-zA-Z0-9]([-_.a-zA-Z0-9]*[a-zA-Z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final List<String> PROPAGATIONS =
            List.of("private", "rprivate", "shared", "rshared", "slave", "rslave");
    private static final Pattern VOLUME_DRIVER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_./:-]{0,254}");
    private static final int LONGEST_PATH = 4_096;
    private static final int LONGEST_FILE_NAME = 253;
    private static final String NAME_RULE = "must be letters, digits, _, . and -, and start with a letter or digit";

    private MountRules() {}

    static void mounts(Findings findings, String field, List<Mount> mounts) {
        Set<String> targets = new HashSet<>();
        for (int i = 0; i < mounts.size(); i++) {
            Mount mount = mounts.get(i);
            String at = field + "[" + i + "]";
            String target = mount.target();
            path(findings, at + ".target", target);
            findings.require(!target.equals("/"), at + ".target", target, "must not be the whole file system");
            findings.require(
                    targets.add(plain(target)), at + ".target", target, "must not be mounted twice in one container");
            source(findings, at + ".source", mount);
            size(findings, at + ".sizeBytes", mount);
            details(findings, at + ".details", mount);
            SpecRules.labels(findings, at + ".labels", mount.labels());
        }
    }

    private static void source(Findings findings, String field, Mount mount) {
        String source = mount.source();
        switch (mount.type()) {
            case VOLUME -> {
                if (!source.isEmpty()) {
                    volume(findings, field, source);
                }
            }
            case SHARED -> volume(findings, field, source);
            case BIND -> path(findings, field, source);
            case TMPFS -> findings.require(source.isEmpty(), field, source, "must be empty for a tmpfs");
        }
    }

    private static void volume(Findings findings, String field, String source) {
        Optional<String> unknown = Placeholders.unknownIn(source);
        if (unknown.isPresent()) {
            findings.require(false, field, unknown.get(), Placeholders.RULE);
        } else {
            findings.name(field, Placeholders.filled(source), VOLUME, 255, NAME_RULE);
        }
    }

    private static void size(Findings findings, String field, Mount mount) {
        switch (mount.type()) {
            case TMPFS, SHARED -> findings.range(field, mount.sizeBytes(), 0, ContainerRules.MOST_MEMORY);
            case VOLUME, BIND ->
                findings.require(mount.sizeBytes() == 0, field, mount.sizeBytes(), "must be 0 unless it is a tmpfs");
        }
    }

    private static void details(Findings findings, String field, Mount mount) {
        Mount.Details details = mount.details();
        boolean isBind = mount.type() == Mount.Type.BIND;
        boolean isVolume = mount.type() == Mount.Type.VOLUME;
        findings.require(
                details.propagation().isEmpty() || (isBind && PROPAGATIONS.contains(details.propagation())),
                field + ".propagation",
                details.propagation(),
                "must be empty unless it is a bind, and one of " + PROPAGATIONS);
        findings.require(
                isVolume || !details.isUnfilled(), field + ".isUnfilled", true, "must be false unless it is a volume");
        findings.require(
                details.driver().isEmpty()
                        || (isVolume && VOLUME_DRIVER.matcher(details.driver()).matches()),
                field + ".driver",
                details.driver(),
                "must be empty unless it is a volume, and the name of a volume driver");
        findings.require(
                details.mode() == 0
                        || (mount.type() == Mount.Type.TMPFS && details.mode() > 0 && details.mode() <= 07777),
                field + ".mode",
                Integer.toOctalString(details.mode()),
                "must be 0 unless it is a tmpfs, and octal 0..07777");
    }

    /** Secrets and configs together, because their targets share one file system. */
    static void files(Findings findings, String field, ContainerSpec container) {
        Set<String> targets = new HashSet<>();
        files(findings, field + ".secrets", container.secrets(), "/run/secrets/", targets);
        files(findings, field + ".configs", container.configs(), "/", targets);
    }

    private static void files(Findings findings, String field, List<FileRef> files, String base, Set<String> targets) {
        for (int i = 0; i < files.size(); i++) {
            FileRef file = files.get(i);
            String at = field + "[" + i + "]";
            findings.name(
                    at + ".name",
                    file.name(),
                    FILE_NAME,
                    LONGEST_FILE_NAME,
                    "must be letters, digits, _, . and -, and start and end with a letter or digit");
            findings.require(file.version() >= 0, at + ".version", file.version(), "must not be negative");
            String full = file.target().startsWith("/") ? file.target() : base + file.target();
            findings.require(!file.target().isEmpty(), at + ".target", "", "must not be empty");
            path(findings, at + ".target", full);
            findings.require(
                    targets.add(plain(full)), at + ".target", full, "must not be the target of two secrets or configs");
            findings.require(NUMBER.matcher(file.uid()).matches(), at + ".uid", file.uid(), "must be a number");
            findings.require(NUMBER.matcher(file.gid()).matches(), at + ".gid", file.gid(), "must be a number");
            findings.require(
                    file.mode() >= 0 && file.mode() <= 0777,
                    at + ".mode",
                    Integer.toOctalString(file.mode()),
                    "must be octal 0..0777");
        }
    }

    static void path(Findings findings, String field, String path) {
        Placeholders.unknownIn(path)
                .ifPresent(placeholder -> findings.require(false, field, placeholder, Placeholders.RULE));
        findings.require(path.startsWith("/"), field, path, "must be an absolute path");
        findings.require(
                path.length() <= LONGEST_PATH, field, path, "must be " + LONGEST_PATH + " characters or fewer");
        findings.require(
                Arrays.stream(path.split("/", -1)).noneMatch(".."::equals), field, path, "must not contain ..");
        findings.noNul(field, path);
    }

    /** The path without what does not matter, so that {@code /a} and {@code /a//./} are the same. */
    private static String plain(String path) {
        String[] parts = path.split("/", -1);
        return "/"
                + String.join(
                        "/",
                        Arrays.stream(parts)
                                .filter(part -> !part.isEmpty() && !part.equals("."))
                                .toList());
    }
}
