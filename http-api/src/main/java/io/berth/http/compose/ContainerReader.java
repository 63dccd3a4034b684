package io.berth.http.compose;

import io.berth.domain.resource.Resources;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.HealthCheck;
import io.berth.domain.spec.Mount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the keys that make a container: of a service, or of one of its init containers. */
final class ContainerReader {
    private final ComposeSource source;
    private final Declarations declared;
    private final Origins origins;

    ContainerReader(ComposeSource source, Declarations declared, Origins origins) {
        this.source = source;
        this.declared = declared;
        this.origins = origins;
    }

    /**
     * @param at where the container is in the spec, such as {@code template.containers[0]}
     * @param name of the container
     */
    ContainerSpec read(Section section, String at, String name, Resources reserved, Resources limit) {
        String image = text(section, "image", at + ".image");
        List<String> command = words(section, "entrypoint", at + ".command");
        List<String> args = words(section, "command", at + ".args");
        Map<String, String> env = new EnvReader(source).read(section);
        section.take("env_file").ifPresent(field -> origins.put(at + ".env", field));
        section.take("environment").ifPresent(field -> origins.put(at + ".env", field));
        String workdir = text(section, "working_dir", at + ".workdir");
        String user = text(section, "user", at + ".user");
        String hostname = text(section, "hostname", at + ".hostname");
        Map<String, String> labels =
                taken(section, "labels", at + ".labels").map(Field::labels).orElse(Map.of());
        List<Mount> mounts = new MountReader(declared).read(section, origins, at + ".mounts");
        String stopSignal = text(section, "stop_signal", at + ".stopSignal");
        Duration stopGrace = taken(section, "stop_grace_period", at + ".stopGrace")
                .flatMap(field -> field.parsed(Amounts::duration))
                .orElse(ContainerSpec.DEFAULT_STOP_GRACE);
        Optional<HealthCheck> health =
                taken(section, "healthcheck", at + ".health").map(HealthReader::read);
        List<FileRef> secrets = FileRefReader.read(section, "secrets", declared.secrets(), origins, at + ".secrets");
        List<FileRef> configs = FileRefReader.read(section, "configs", declared.configs(), origins, at + ".configs");
        return new ContainerSpec(
                name,
                image,
                command,
                args,
                env,
                workdir,
                user,
                hostname,
                Declarations.stackLabels(source, labels),
                mounts,
                reserved,
                limit,
                stopSignal,
                stopGrace,
                health,
                secrets,
                configs);
    }

    private String text(Section section, String key, String specField) {
        return taken(section, key, specField).flatMap(Field::text).orElse("");
    }

    private List<String> words(Section section, String key, String specField) {
        return taken(section, key, specField)
                .map(field -> field.isText() ? field.parsed(CommandLine::split).orElse(List.of()) : field.texts())
                .orElse(List.of());
    }

    private Optional<Field> taken(Section section, String key, String specField) {
        Optional<Field> field = section.take(key);
        field.ifPresent(present -> origins.put(specField, present));
        return field;
    }
}
