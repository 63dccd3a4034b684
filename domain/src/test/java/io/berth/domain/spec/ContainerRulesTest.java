package io.berth.domain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.resource.Resources;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of containers, one at a time, and how each is told. */
class ContainerRulesTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                        containersFaults(),
                        envFaults(),
                        mountsFaults(),
                        filesFaults(),
                        resourcesFaults(),
                        healthFaults())
                .flatMap(faults -> faults);
    }

    private static Stream<Arguments> containersFaults() {
        return Stream.of(
                Specs.bad(
                        Specs.container(c -> c.withImage("")),
                        "template.containers[0].image \"\" must be given unless the runtime is process"),
                Specs.bad(
                        Specs.container(c -> c.withImage("BAD IMAGE")),
                        "template.containers[0].image BAD IMAGE must be an image such as registry.example/name:tag"),
                Specs.bad(
                        Specs.template(List.of(), "process", RestartPolicy.DEFAULT)
                                .withTemplate(Specs.withRuntime(ContainerSpec.of("web", "", List.of()), "process")),
                        "template.containers[0].command [] must be given for the process runtime"),
                Specs.bad(
                        Specs.of(ContainerSpec.of("-web", "a", List.of())),
                        "template.containers[0].name -web must be letters, digits, _, . and -, and start and end with a"
                                + " letter or digit"),
                Specs.bad(
                        Specs.of(ContainerSpec.of("web", "a", List.of("x\0y"))),
                        "template.containers[0].args[0] x?y must not contain a NUL character"),
                Specs.bad(
                        Specs.identity("app", "", "", ""),
                        "template.containers[0].workdir app must be an absolute path"),
                Specs.bad(
                        Specs.identity("", "a:b:c", "", ""),
                        "template.containers[0].user a:b:c must be user or user:group"),
                Specs.bad(
                        Specs.identity("", "", "web-", ""),
                        "template.containers[0].hostname web- must be valid as the name of a host"),
                Specs.bad(
                        Specs.identity("", "", "", "SIGNOTHING"),
                        "template.containers[0].stopSignal SIGNOTHING must be the name of a signal such as SIGTERM, or"
                                + " a number 1..64"),
                Specs.bad(
                        Specs.identity("", "", "", "65"),
                        "template.containers[0].stopSignal 65 must be the name of a signal such as SIGTERM, or a number"
                                + " 1..64"));
    }

    private static Stream<Arguments> envFaults() {
        return Stream.of(
                Specs.bad(
                        Specs.env(Map.of("", "x")),
                        "template.containers[0].env \"\" must have names that are not empty and have no ="),
                Specs.bad(
                        Specs.env(Map.of("A", "x\0")),
                        "template.containers[0].env[A] 2 characters must not contain a NUL character"),
                Specs.bad(
                        Specs.env(Map.of("A", "x".repeat(131_072))),
                        "template.containers[0].env[A] 131072 characters must be shorter than 131072 characters"),
                Specs.bad(
                        Specs.env(Map.of("A", "a {{.Foo.Bar}}")),
                        "template.containers[0].env[A] {{.Foo.Bar}} " + Placeholders.RULE),
                Specs.bad(
                        Specs.env(Map.of("A", "{{.Task.ID")),
                        "template.containers[0].env[A] {{.Task.ID " + Placeholders.RULE));
    }

    private static Stream<Arguments> mountsFaults() {
        return Stream.of(
                Specs.bad(
                        Specs.mounts(Specs.mount(Mount.Type.VOLUME, "data", "data")),
                        "template.containers[0].mounts[0].target data must be an absolute path"),
                Specs.bad(
                        Specs.mounts(Specs.mount(Mount.Type.VOLUME, "data", "/")),
                        "template.containers[0].mounts[0].target / must not be the whole file system"),
                Specs.bad(
                        Specs.mounts(
                                Specs.mount(Mount.Type.VOLUME, "a", "/a"),
                                Specs.mount(Mount.Type.VOLUME, "b", "/./a/")),
                        "template.containers[0].mounts[1].target /./a/ must not be mounted twice in one container"),
                Specs.bad(
                        Specs.mounts(Specs.mount(Mount.Type.VOLUME, "a b", "/a")),
                        "template.containers[0].mounts[0].source a b must be letters, digits, _, . and -, and start"
                                + " with a letter or digit"),
                Specs.bad(
                        Specs.mounts(Specs.mount(Mount.Type.BIND, "rel", "/a")),
                        "template.containers[0].mounts[0].source rel must be an absolute path"),
                Specs.bad(
                        Specs.mounts(Specs.mount(Mount.Type.BIND, "/a/../b", "/a")),
                        "template.containers[0].mounts[0].source /a/../b must not contain .."),
                Specs.bad(
                        Specs.mounts(Specs.mount(Mount.Type.TMPFS, "x", "/a")),
                        "template.containers[0].mounts[0].source x must be empty for a tmpfs"),
                Specs.bad(
                        Specs.mounts(new Mount(Mount.Type.VOLUME, "a", "/a", false, 5, Map.of())),
                        "template.containers[0].mounts[0].sizeBytes 5 must be 0 unless it is a tmpfs"),
                Specs.bad(
                        Specs.mounts(new Mount(Mount.Type.TMPFS, "", "/a", false, -1, Map.of())),
                        "template.containers[0].mounts[0].sizeBytes -1 must be 0..1125899906842624"));
    }

    private static Stream<Arguments> filesFaults() {
        return Stream.of(
                Specs.bad(
                        Specs.secrets(Specs.file("a b", "a", "0", 0400)),
                        "template.containers[0].secrets[0].name a b must be letters, digits, _, . and -, and start and"
                                + " end with a letter or digit"),
                Specs.bad(
                        Specs.secrets(Specs.file("a", "", "0", 0400)),
                        "template.containers[0].secrets[0].target \"\" must not be empty"),
                Specs.bad(
                        Specs.secrets(Specs.file("a", "a", "0", 0400), Specs.file("b", "/run/secrets/a", "0", 0400)),
                        "template.containers[0].secrets[1].target /run/secrets/a must not be the target of two secrets"
                                + " or configs"),
                Specs.bad(
                        Specs.secrets(Specs.file("a", "a", "root", 0400)),
                        "template.containers[0].secrets[0].uid root must be a number"),
                Specs.bad(
                        Specs.secrets(Specs.file("a", "a", "0", 01777)),
                        "template.containers[0].secrets[0].mode 1777 must be octal 0..0777"));
    }

    private static Stream<Arguments> resourcesFaults() {
        return Stream.of(
                Specs.bad(
                        Specs.limited(new Resources(0, 1_048_576)),
                        "template.containers[0].limit.memoryBytes 1048576 must be 0 or 4 MiB..1 PiB"),
                Specs.bad(
                        Specs.limited(new Resources(0, -1)),
                        "template.containers[0].limit.memoryBytes -1 must be 0 or 4 MiB..1 PiB"),
                Specs.bad(
                        Specs.limited(new Resources(100, 0)),
                        "template.containers[0].limit.nanoCpus 100 must be 0 or 0.001..10000 cores"),
                Specs.bad(
                        Specs.limited(new Resources(Long.MAX_VALUE, 0)),
                        "template.containers[0].limit.nanoCpus 9223372036854775807 must be 0 or 0.001..10000 cores"));
    }

    private static Stream<Arguments> healthFaults() {
        String forms = " must be [NONE], [CMD, program, args...] or [CMD-SHELL, line]";
        return Stream.of(
                Specs.bad(Specs.healthy(List.of("RUN", "x"), 0), "template.containers[0].health.test [RUN, x]" + forms),
                Specs.bad(Specs.healthy(List.of("CMD"), 0), "template.containers[0].health.test [CMD]" + forms),
                Specs.bad(
                        Specs.healthy(List.of("CMD-SHELL", "a", "b"), 0),
                        "template.containers[0].health.test [CMD-SHELL, a, b]" + forms),
                Specs.bad(
                        Specs.healthy(List.of("CMD", "a"), -1),
                        "template.containers[0].health.retries -1 must be 0..1000000"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsToldOnceWithFieldValueAndRule(String expected, ServiceSpec spec) {
        assertThat(SpecRules.check(Specs.WEB, spec)).extracting(Violation::text).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "busybox",
        "busybox:1",
        "library/busybox",
        "localhost:5000/a/b:tag",
        "registry.example/a__b/c-d:1.2",
        "[::1]:5000/a",
        "a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    })
    void anImageReferenceIsAccepted(String image) {
        assertThat(SpecRules.check(Specs.WEB, Specs.of(Specs.CONTAINER.withImage(image))))
                .isEmpty();
    }

    @Test
    void knownPlaceholdersAreAccepted() {
        assertThat(SpecRules.check(
                        Specs.WEB,
                        Specs.env(
                                Map.of("A", "{{.Task.Slot}} {{ .Node.Hostname }} {{index .Service.Labels \"a.b\"}}"))))
                .isEmpty();
    }

    @Test
    void aLimitBelowTheReservationIsAcceptedAsInSwarm() {
        assertThat(SpecRules.check(
                        Specs.WEB,
                        Specs.container(
                                c -> Specs.rebuilt(c, new Resources(0, 64L << 20), new Resources(0, 16L << 20)))))
                .isEmpty();
    }
}
