package io.berth.http.spec;

import io.berth.domain.spec.FileRef;
import io.berth.http.json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A secret or a config as a file in a container.
 *
 * @param name of the secret or config
 * @param version of its value; 0 or left out for the newest when the service is put
 * @param target path; the name if left out
 * @param uid owner, {@code 0} if left out
 * @param gid group, {@code 0} if left out
 * @param mode permission bits in octal, {@code 0444} if left out
 */
public record FileView(
        String name, long version, String target, Optional<String> uid, Optional<String> gid, Optional<String> mode) {
    private static final int READABLE_BY_ALL = 0444;

    static FileView of(FileRef file) {
        return new FileView(
                file.name(),
                file.version(),
                file.target(),
                Optional.of(file.uid()),
                Optional.of(file.gid()),
                Optional.of("0" + Integer.toOctalString(file.mode())));
    }

    static List<FileRef> toRefs(List<FileView> views, Fields fields, String at) {
        List<FileRef> files = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            files.add(views.get(i).toRef(fields, at + "[" + i + "]"));
        }
        return files;
    }

    private FileRef toRef(Fields fields, String at) {
        return new FileRef(
                name, version, target.isEmpty() ? name : target, uid.orElse("0"), gid.orElse("0"), mode(fields, at));
    }

    private int mode(Fields fields, String at) {
        if (mode.isEmpty()) {
            return READABLE_BY_ALL;
        }
        if (!mode.get().matches("0?[0-7]{1,4}")) {
            fields.refuse(at + ".mode", mode.get(), "must be permission bits in octal, such as 0440");
            return READABLE_BY_ALL;
        }
        return Integer.parseInt(mode.get(), 8);
    }
}
