package io.berth.domain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of what few services need, one at a time, and how each is told. */
class SandboxRulesTest {
    private static final Sandbox FULL = new Sandbox(
            List.of("adm", "1000"),
            true,
            true,
            true,
            true,
            List.of("CAP_NET_ADMIN", "ALL"),
            List.of("chown"),
            List.of("no-new-privileges", "label=disable", "seccomp=unconfined"),
            Map.of("net.core.somaxconn", "512", "kernel/shmmax", "1"),
            List.of(new Sandbox.Ulimit("nofile", 1024, 2048), new Sandbox.Ulimit("nproc", -1, -1)),
            100,
            -1000);
    private static final NameLookup LOOKUP = new NameLookup(
            List.of("1.2.3.4 a b.c"), List.of("1.1.1.1", "fe80::1%eth0"), List.of("."), List.of("ndots:1"));

    static Stream<Arguments> faults() {
        return Stream.of(sandboxFaults(), lookupFaults(), mountFaults(), serviceFaults())
                .flatMap(faults -> faults);
    }

    private static Stream<Arguments> sandboxFaults() {
        String at = "template.containers[0].sandbox.";
        return Stream.of(
                Specs.bad(groups("a b"), at + "groups[0] a b must be the name or number of a group"),
                Specs.bad(
                        capabilities(List.of("CAP-X"), List.of()),
                        at + "capabilityAdd[0] CAP-X must be such as CAP_NET_ADMIN"),
                Specs.bad(
                        capabilities(List.of(), List.of("")), at + "capabilityDrop[0] \"\" must be such as CAP_CHOWN"),
                Specs.bad(
                        security("privileged"),
                        at + "securityOptions[0] privileged must be no-new-privileges, or start with label=, apparmor=,"
                                + " seccomp= or systempaths="),
                Specs.bad(sysctls("a b"), at + "sysctls a b must have keys such as net.core.somaxconn"),
                Specs.bad(
                        ulimit("nothing", 1, 1), at + "ulimits[0].name nothing must be the name of a limit, as nofile"),
                Specs.bad(ulimit("nofile", 2, 1), at + "ulimits[0].soft 2 must not be above the hard limit 1"),
                Specs.bad(ulimit("nofile", -1, 1), at + "ulimits[0].soft -1 must not be above the hard limit 1"),
                Specs.bad(scored(-1, 0), at + "pidsLimit -1 must not be negative"),
                Specs.bad(scored(0, 1001), at + "oomScoreAdj 1001 must be -1000..1000"),
                Specs.bad(scored(0, -1001), at + "oomScoreAdj -1001 must be -1000..1000"));
    }

    private static Stream<Arguments> lookupFaults() {
        String at = "template.containers[0].";
        return Stream.of(
                Specs.bad(
                        looking(new NameLookup(List.of("1.2.3.4"), List.of(), List.of(), List.of())),
                        at + "lookup.hosts[0] 1.2.3.4 must be an address and names, with blanks between"),
                Specs.bad(
                        looking(new NameLookup(List.of(), List.of("dns"), List.of(), List.of())),
                        at + "lookup.nameservers[0] dns must be an IP address"),
                Specs.bad(
                        looking(new NameLookup(List.of(), List.of(), List.of("a b"), List.of())),
                        at + "lookup.search[0] a b must be a domain"),
                Specs.bad(
                        looking(new NameLookup(List.of(), List.of(), List.of(), List.of(""))),
                        at + "lookup.options[0] \"\" must be such as ndots:1"),
                Specs.bad(logging(""), at + "logDriver.name \"\" must be the name of a log driver"));
    }

    private static Stream<Arguments> mountFaults() {
        String at = "template.containers[0].mounts[0].details.";
        return Stream.of(
                Specs.bad(
                        mounted(Mount.Type.VOLUME, new Mount.Details("rslave", false, "", Map.of(), 0)),
                        at + "propagation rslave must be empty unless it is a bind, and one of [private, rprivate,"
                                + " shared, rshared, slave, rslave]"),
                Specs.bad(
                        mounted(Mount.Type.VOLUME, new Mount.Details("", false, "/", Map.of(), 0)),
                        at + "driver / must be empty unless it is a volume, and the name of a volume driver"),
                Specs.bad(
                        mounted(Mount.Type.TMPFS, new Mount.Details("", true, "", Map.of(), 0)),
                        at + "isUnfilled true must be false unless it is a volume"),
                Specs.bad(
                        mounted(Mount.Type.VOLUME, new Mount.Details("", false, "", Map.of(), 0700)),
                        at + "mode 700 must be 0 unless it is a tmpfs, and octal 0..07777"));
    }

    private static Stream<Arguments> serviceFaults() {
        ServiceSpec found = Specs.ports(Specs.port("tcp", 80, 8080));
        return Stream.of(
                Specs.bad(
                        at(found, ServiceSpec.Endpoint.DNSRR),
                        "ports[0].mode ingress can't be used with endpoint dnsrr; use mode host"),
                Specs.bad(
                        Specs.SOUND.withForm(Optional.of(new DialectForm("docker", "x".repeat(1_048_577)))),
                        "form 1048577 characters must be 1048576 characters or fewer"),
                Specs.bad(
                        aliased("front", Map.of("back", List.of("www"))),
                        "template.aliases[back] back must be one of the template's networks"),
                Specs.bad(
                        aliased("front", Map.of("front", List.of("w w"))),
                        "template.aliases[front][0] w w must be valid as the name of a host"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachFaultIsTold(String expected, ServiceSpec spec) {
        assertThat(SpecRules.check(Specs.WEB, spec)).extracting(Violation::text).containsExactly(expected);
    }

    @Test
    void whatDockerTakesIsSound() {
        ServiceSpec spec = of(FULL, LOOKUP, Optional.of(new LogDriver("json-file", Map.of("max-size", "1m"))));
        assertThat(SpecRules.check(Specs.WEB, spec)).isEmpty();
        assertThat(SpecRules.check(Specs.WEB, aliased("front", Map.of("front", List.of("www")))))
                .isEmpty();
        assertThat(SpecRules.check(Specs.WEB, at(Specs.SOUND, ServiceSpec.Endpoint.DNSRR)))
                .isEmpty();
    }

    private static ServiceSpec of(Sandbox sandbox, NameLookup lookup, Optional<LogDriver> logDriver) {
        return Specs.container(container -> container.within(sandbox, lookup, logDriver));
    }

    private static ServiceSpec of(Sandbox sandbox) {
        return of(sandbox, NameLookup.USUAL, Optional.empty());
    }

    private static ServiceSpec looking(NameLookup lookup) {
        return of(Sandbox.USUAL, lookup, Optional.empty());
    }

    private static ServiceSpec logging(String driver) {
        return of(Sandbox.USUAL, NameLookup.USUAL, Optional.of(new LogDriver(driver, Map.of())));
    }

    private static ServiceSpec groups(String group) {
        return sandboxed(List.of(group), List.of(), List.of(), List.of());
    }

    private static ServiceSpec capabilities(List<String> add, List<String> drop) {
        return sandboxed(List.of(), add, drop, List.of());
    }

    private static ServiceSpec security(String option) {
        return sandboxed(List.of(), List.of(), List.of(), List.of(option));
    }

    private static ServiceSpec sandboxed(
            List<String> groups, List<String> add, List<String> drop, List<String> security) {
        return of(new Sandbox(groups, false, false, false, false, add, drop, security, Map.of(), List.of(), 0, 0));
    }

    private static ServiceSpec sysctls(String key) {
        return limited(Map.of(key, "1"), List.of(), 0, 0);
    }

    private static ServiceSpec ulimit(String name, long soft, long hard) {
        return limited(Map.of(), List.of(new Sandbox.Ulimit(name, soft, hard)), 0, 0);
    }

    private static ServiceSpec scored(long pids, int oomScoreAdj) {
        return limited(Map.of(), List.of(), pids, oomScoreAdj);
    }

    private static ServiceSpec limited(
            Map<String, String> sysctls, List<Sandbox.Ulimit> ulimits, long pids, int oomScoreAdj) {
        return of(new Sandbox(
                List.of(),
                false,
                false,
                false,
                false,
                List.of(),
                List.of(),
                List.of(),
                sysctls,
                ulimits,
                pids,
                oomScoreAdj));
    }

    private static ServiceSpec mounted(Mount.Type type, Mount.Details details) {
        return Specs.mounts(new Mount(type, "", "/data", false, 0, Map.of(), details));
    }

    private static ServiceSpec at(ServiceSpec spec, ServiceSpec.Endpoint endpoint) {
        return new ServiceSpec(
                spec.labels(),
                spec.mode(),
                spec.template(),
                spec.update(),
                spec.rollback(),
                spec.ports(),
                endpoint,
                Optional.empty());
    }

    private static ServiceSpec aliased(String network, Map<String, List<String>> aliases) {
        TaskTemplate sound = Specs.SOUND.template();
        return Specs.SOUND.withTemplate(new TaskTemplate(
                sound.initContainers(),
                sound.containers(),
                sound.restart(),
                sound.placement(),
                List.of(network),
                aliases,
                "",
                0));
    }
}
