package io.berth.persistence.codec;

import static io.berth.persistence.codec.Values.DURATION;
import static io.berth.persistence.codec.Values.FLAG;
import static io.berth.persistence.codec.Values.INT;
import static io.berth.persistence.codec.Values.LONG;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.resource.Resources;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.HealthCheck;
import io.berth.domain.spec.LogDriver;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.NameLookup;
import io.berth.domain.spec.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The codec of a container's spec and its parts. */
final class ContainerCodec {
    static final Codec<List<String>> TEXTS = Groups.list(TEXT);
    static final Codec<Map<String, String>> LABELS = Groups.sortedMap(TEXT);
    static final Codec<Resources> RESOURCES = resources();

    private static final Resources NOTHING = new Resources(0, 0);

    static final Codec<ContainerSpec> CONTAINER = container();

    private ContainerCodec() {}

    private static Codec<Resources> resources() {
        var shape = Shape.<Resources>of("resources");
        var nanoCpus = shape.unless(0L, "cpu", LONG, Resources::nanoCpus);
        var memoryBytes = shape.unless(0L, "mem", LONG, Resources::memoryBytes);
        return shape.made(row -> new Resources(row.get(nanoCpus), row.get(memoryBytes)));
    }

    private static Codec<FileRef> file() {
        var shape = Shape.<FileRef>of("a file reference");
        var name = shape.always("name", TEXT, FileRef::name);
        var version = shape.unless(0L, "v", LONG, FileRef::version);
        var target = shape.unless("", "target", TEXT, FileRef::target);
        var uid = shape.unless("", "uid", TEXT, FileRef::uid);
        var gid = shape.unless("", "gid", TEXT, FileRef::gid);
        var mode = shape.unless(0, "mode", INT, FileRef::mode);
        return shape.made(row -> new FileRef(
                row.get(name), row.get(version), row.get(target), row.get(uid), row.get(gid), row.get(mode)));
    }

    private static Codec<HealthCheck> health() {
        var shape = Shape.<HealthCheck>of("a health check");
        var test = shape.unless(List.of(), "test", TEXTS, HealthCheck::test);
        var interval = shape.unless(Duration.ZERO, "interval", DURATION, HealthCheck::interval);
        var timeout = shape.unless(Duration.ZERO, "timeout", DURATION, HealthCheck::timeout);
        var startPeriod = shape.unless(Duration.ZERO, "start", DURATION, HealthCheck::startPeriod);
        var retries = shape.unless(0, "retries", INT, HealthCheck::retries);
        var startInterval = shape.unless(Duration.ZERO, "start-interval", DURATION, HealthCheck::startInterval);
        return shape.made(row -> new HealthCheck(
                row.get(test),
                row.get(interval),
                row.get(timeout),
                row.get(startPeriod),
                row.get(retries),
                row.get(startInterval)));
    }

    private static Codec<Mount> mount() {
        var shape = Shape.<Mount>of("a mount");
        var type = shape.always(
                "type",
                Words.of(Mount.Type.values(), constant -> switch (constant) {
                    case VOLUME -> "volume";
                    case BIND -> "bind";
                    case TMPFS -> "tmpfs";
                    case SHARED -> "shared";
                }),
                Mount::type);
        var source = shape.unless("", "source", TEXT, Mount::source);
        var target = shape.always("target", TEXT, Mount::target);
        var readOnly = shape.unless(false, "ro", FLAG, Mount::readOnly);
        var sizeBytes = shape.unless(0L, "size", LONG, Mount::sizeBytes);
        var labels = shape.unless(Map.of(), "labels", LABELS, Mount::labels);
        var details = shape.unless(Mount.Details.NONE, "details", SandboxCodec.DETAILS, Mount::details);
        return shape.made(row -> new Mount(
                row.get(type),
                row.get(source),
                row.get(target),
                row.get(readOnly),
                row.get(sizeBytes),
                row.get(labels),
                row.get(details)));
    }

    private static Codec<ContainerSpec> container() {
        var shape = Shape.<ContainerSpec>of("a container");
        var name = shape.always("name", TEXT, ContainerSpec::name);
        var image = shape.unless("", "image", TEXT, ContainerSpec::image);
        var command = shape.unless(List.of(), "command", TEXTS, ContainerSpec::command);
        var args = shape.unless(List.of(), "args", TEXTS, ContainerSpec::args);
        var env = shape.unless(Map.of(), "env", Groups.map(TEXT), ContainerSpec::env);
        var workdir = shape.unless("", "workdir", TEXT, ContainerSpec::workdir);
        var user = shape.unless("", "user", TEXT, ContainerSpec::user);
        var hostname = shape.unless("", "hostname", TEXT, ContainerSpec::hostname);
        var labels = shape.unless(Map.of(), "labels", LABELS, ContainerSpec::labels);
        var mounts = shape.unless(List.of(), "mounts", Groups.list(mount()), ContainerSpec::mounts);
        var reserved = shape.unless(NOTHING, "reserved", RESOURCES, ContainerSpec::reserved);
        var limit = shape.unless(NOTHING, "limit", RESOURCES, ContainerSpec::limit);
        var stopSignal = shape.unless("", "signal", TEXT, ContainerSpec::stopSignal);
        var stopGrace = shape.unless(Duration.ZERO, "grace", DURATION, ContainerSpec::stopGrace);
        var health = shape.unless(Optional.empty(), "health", Groups.present(health()), ContainerSpec::health);
        var secrets = shape.unless(List.of(), "secrets", Groups.list(file()), ContainerSpec::secrets);
        var configs = shape.unless(List.of(), "configs", Groups.list(file()), ContainerSpec::configs);
        var surroundings = Surroundings.of(shape);
        return shape.made(surroundings.around(row -> new ContainerSpec(
                row.get(name),
                row.get(image),
                row.get(command),
                row.get(args),
                row.get(env),
                row.get(workdir),
                row.get(user),
                row.get(hostname),
                row.get(labels),
                row.get(mounts),
                row.get(reserved),
                row.get(limit),
                row.get(stopSignal),
                row.get(stopGrace),
                row.get(health),
                row.get(secrets),
                row.get(configs))));
    }

    /** What came after the first version of a container. */
    private record Surroundings(
            Shape.Field<ContainerSpec, Sandbox> sandbox,
            Shape.Field<ContainerSpec, NameLookup> lookup,
            Shape.Field<ContainerSpec, Optional<LogDriver>> logDriver) {
        static Surroundings of(Shape<ContainerSpec> shape) {
            return new Surroundings(
                    shape.unless(Sandbox.USUAL, "sandbox", SandboxCodec.SANDBOX, ContainerSpec::sandbox),
                    shape.unless(NameLookup.USUAL, "lookup", SandboxCodec.LOOKUP, ContainerSpec::lookup),
                    shape.unless(
                            Optional.empty(),
                            "log",
                            Groups.present(SandboxCodec.LOG_DRIVER),
                            ContainerSpec::logDriver));
        }

        Function<Shape.Row, ContainerSpec> around(Function<Shape.Row, ContainerSpec> plain) {
            return row -> plain.apply(row).within(row.get(sandbox), row.get(lookup), row.get(logDriver));
        }
    }
}
