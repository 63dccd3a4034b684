package io.berth.http.compose;

import io.berth.domain.spec.Mount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code volumes} and {@code tmpfs} of a service, short and long. */
final class MountReader {
    private static final Map<String, Mount.Type> TYPES =
            Map.of("volume", Mount.Type.VOLUME, "bind", Mount.Type.BIND, "tmpfs", Mount.Type.TMPFS);
    private final Declarations declared;

    MountReader(Declarations declared) {
        this.declared = declared;
    }

    List<Mount> read(Section service, Origins origins, String specField) {
        List<Mount> mounts = new ArrayList<>();
        service.take("volumes").map(Field::items).orElse(List.of()).forEach(item -> {
            origins.put(specField + "[" + mounts.size() + "]", item);
            mounts.add(item.isText() ? readShort(item) : readLong(item));
        });
        service.take("tmpfs").map(Field::oneOrMore).orElse(List.of()).forEach(item -> {
            origins.put(specField + "[" + mounts.size() + "]", item);
            mounts.add(readTmpfs(item));
        });
        return mounts;
    }

    private Mount readShort(Field item) {
        String[] parts = item.text().orElse("").split(":", -1);
        if (parts.length > 3 || (parts.length > 1 && parts[0].isEmpty())) {
            item.problem("\"" + String.join(":", parts) + "\" must be [SOURCE:]TARGET[:ro]");
            return mount(item, Mount.Type.TMPFS, "", "/", false, 0, Map.of());
        }
        boolean isReadOnly = false;
        for (String option : parts.length == 3 ? parts[2].split(",", -1) : new String[0]) {
            switch (option) {
                case "ro" -> isReadOnly = true;
                case "rw" -> {}
                default -> item.warn("option " + option + " has no effect: only ro and rw are known");
            }
        }
        if (parts.length == 1) {
            return mount(item, Mount.Type.VOLUME, "", parts[0], false, 0, Map.of());
        }
        boolean isPath = parts[0].startsWith("/") || parts[0].startsWith(".") || parts[0].startsWith("~");
        return mount(item, isPath ? Mount.Type.BIND : Mount.Type.VOLUME, parts[0], parts[1], isReadOnly, 0, Map.of());
    }

    private Mount readLong(Field item) {
        Section section = item.section();
        Mount.Type type =
                section.take("type").flatMap(field -> field.choice(TYPES)).orElse(Mount.Type.VOLUME);
        String source = section.take("source").flatMap(Field::text).orElse("");
        String target = section.take("target").flatMap(Field::text).orElse("");
        boolean isReadOnly = section.take("read_only").flatMap(Field::flag).orElse(false);
        Map<String, String> labels =
                section.take("volume").map(MountReader::volumeLabels).orElse(Map.of());
        long size = section.take("tmpfs").map(MountReader::tmpfsSize).orElse(0L);
        section.finish(Ignored.OF_MOUNT);
        return mount(item, type, source, target, isReadOnly, size, labels);
    }

    private static Map<String, String> volumeLabels(Field field) {
        Section volume = field.section();
        Map<String, String> labels = volume.take("labels").map(Field::labels).orElse(Map.of());
        volume.finish(Map.of(
                "nocopy", "volumes are filled as the container runtime does",
                "subpath", "mount the whole volume"));
        return labels;
    }

    private static long tmpfsSize(Field field) {
        Section tmpfs = field.section();
        long size = tmpfs.take("size")
                .flatMap(present -> present.parsed(Amounts::size))
                .orElse(0L);
        tmpfs.finish(Map.of("mode", "everyone may write there"));
        return size;
    }

    private Mount readTmpfs(Field item) {
        String text = item.text().orElse("/");
        int colon = text.indexOf(':');
        long size = 0;
        for (String option :
                colon < 0 ? new String[0] : text.substring(colon + 1).split(",", -1)) {
            if (option.startsWith("size=")) {
                size = item.parsed(_ -> Amounts.size(option.substring(5))).orElse(0L);
            } else {
                item.warn("option " + option + " has no effect: only size is known");
            }
        }
        return mount(item, Mount.Type.TMPFS, "", colon < 0 ? text : text.substring(0, colon), false, size, Map.of());
    }

    private Mount mount(
            Field item,
            Mount.Type type,
            String source,
            String target,
            boolean isReadOnly,
            long size,
            Map<String, String> own) {
        String name = source;
        Map<String, String> labels = own;
        if (type == Mount.Type.BIND && (source.startsWith(".") || source.startsWith("~"))) {
            item.problem("path " + source
                    + " means nothing on another machine; give an absolute path of the node, or use configs for files");
            name = "/";
        } else if (type == Mount.Type.VOLUME && !source.isEmpty()) {
            StackVolume volume = declared.volumes().get(source);
            if (volume == null) {
                item.problem("volume " + source + " is not declared; add it to the file's volumes"
                        + Suggestion.of(source, declared.volumes().keySet()));
            } else {
                name = volume.name();
                labels = new LinkedHashMap<>(volume.isExternal() ? Map.of() : volume.labels());
                labels.putAll(own);
            }
        }
        return new Mount(type, name, target, isReadOnly, size, labels);
    }
}
