package io.berth.http.compose;

import io.berth.domain.spec.FileRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code secrets} and {@code configs} of a service, short and long. */
final class FileRefReader {
    private static final int DEFAULT_MODE = 0444;

    private FileRefReader() {}

    /**
     * @param kind {@code secrets} or {@code configs}
     * @param declared what references of this kind may name
     */
    static List<FileRef> read(
            Section service, String kind, Map<String, StackFile> declared, Origins origins, String specField) {
        List<FileRef> refs = new ArrayList<>();
        service.take(kind).map(Field::items).orElse(List.of()).forEach(item -> {
            Optional<FileRef> ref = item.isText()
                    ? item.text()
                            .map(key -> new FileRef(name(item, kind, key, declared), 0, key, "0", "0", DEFAULT_MODE))
                    : readLong(item, kind, declared);
            ref.ifPresent(present -> {
                origins.put(specField + "[" + refs.size() + "]", item);
                refs.add(present);
            });
        });
        return refs;
    }

    private static Optional<FileRef> readLong(Field item, String kind, Map<String, StackFile> declared) {
        Section section = item.section();
        Optional<String> source = section.take("source").flatMap(Field::text);
        Optional<String> target = section.take("target").flatMap(Field::text);
        String uid = section.take("uid").flatMap(Field::text).orElse("0");
        String gid = section.take("gid").flatMap(Field::text).orElse("0");
        Optional<Field> mode = section.take("mode");
        int bits = mode.flatMap(field -> field.parsed(Amounts::fileMode)).orElse(DEFAULT_MODE);
        mode.ifPresent(field -> warnOfDecimal(field, bits));
        section.finish(Ignored.OF_FILE_REF);
        if (source.isEmpty()) {
            item.problem("must have a source");
        }
        return source.map(key -> new FileRef(name(item, kind, key, declared), 0, target.orElse(key), uid, gid, bits));
    }

    private static void warnOfDecimal(Field field, int bits) {
        String text = field.text().orElse("0");
        if (!text.startsWith("0") && bits > 0 && bits <= 0777) {
            field.warn(text + " is decimal and means octal 0" + Integer.toOctalString(bits) + "; write 0" + text
                    + " for octal");
        }
    }

    private static String name(Field item, String kind, String key, Map<String, StackFile> declared) {
        StackFile file = declared.get(key);
        if (file == null) {
            String one = kind.substring(0, kind.length() - 1);
            item.problem(one + " " + key + " is not declared; add it to the file's " + kind
                    + Suggestion.of(key, declared.keySet()));
            return key;
        }
        return file.name();
    }
}
