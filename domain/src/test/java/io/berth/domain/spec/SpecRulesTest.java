package io.berth.domain.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.berth.domain.spec.PortSpec.ProxyProtocol;
import io.berth.domain.spec.PortSpec.PublishMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of services, one at a time, and how each is told. */
class SpecRulesTest {
    static Stream<Arguments> faults() {
        return Stream.of(modesFaults(), templatesFaults(), placementFaults(), portsFaults())
                .flatMap(faults -> faults);
    }

    private static Stream<Arguments> modesFaults() {
        return Stream.of(
                Specs.bad(Specs.SOUND.withMode(new Mode.Replicated(-1)), "mode.replicas -1 must be 0..100000"),
                Specs.bad(Specs.SOUND.withMode(new Mode.Replicated(100_001)), "mode.replicas 100001 must be 0..100000"),
                Specs.bad(
                        Specs.SOUND.withMode(new Mode.ReplicatedJob(-1, 1)), "mode.maxConcurrent -1 must be 0..100000"),
                Specs.bad(
                        Specs.SOUND.withMode(new Mode.ReplicatedJob(1, -1)),
                        "mode.totalCompletions -1 must be 0..100000"),
                Specs.bad(
                        Specs.labelled(Map.of("", "x")), "labels \"\" must have keys of 1..1024 characters without ="),
                Specs.bad(
                        Specs.labelled(Map.of("a=b", "x")),
                        "labels a=b must have keys of 1..1024 characters without ="),
                Specs.bad(
                        Specs.labelled(Map.of("a", "x".repeat(65_537))),
                        "labels[a] 65537 characters must be 65536 characters or fewer"),
                Specs.bad(
                        Specs.rolledOut(-1, Duration.ZERO, Duration.ZERO, 0),
                        "update.parallelism -1 must be 0..100000"),
                Specs.bad(
                        Specs.rolledOut(1, Duration.ofSeconds(-1), Duration.ZERO, 0),
                        "update.delay PT-1S must be between 0 and 365 days"),
                Specs.bad(
                        Specs.rolledOut(1, Duration.ZERO, Duration.ofDays(366), 0),
                        "update.monitor PT8784H must be between 0 and 365 days"),
                Specs.bad(
                        Specs.rolledOut(1, Duration.ZERO, Duration.ZERO, 1.5),
                        "update.maxFailureRatio 1.5 must be 0..1"),
                Specs.bad(
                        Specs.rolledOut(1, Duration.ZERO, Duration.ZERO, Double.NaN),
                        "update.maxFailureRatio NaN must be 0..1"));
    }

    private static Stream<Arguments> templatesFaults() {
        return Stream.of(
                Specs.bad(
                        Specs.SOUND.withTemplate(Specs.SOUND.template().withContainers(List.of(), List.of())),
                        "template.containers [] must hold at least one container"),
                Specs.bad(
                        Specs.SOUND.withTemplate(Specs.SOUND
                                .template()
                                .withContainers(List.of(Specs.CONTAINER), List.of(Specs.CONTAINER))),
                        "template.containers[0].name web must be unique within the task"),
                Specs.bad(
                        Specs.template(List.of("net", "net"), "", RestartPolicy.DEFAULT),
                        "template.networks[1] net must be named only once"),
                Specs.bad(
                        Specs.template(List.of("-net"), "", RestartPolicy.DEFAULT),
                        "template.networks[0] -net must be letters, digits, _, . and -, and start with a letter or"
                                + " digit"),
                Specs.bad(
                        Specs.template(List.of(), "podman", RestartPolicy.DEFAULT),
                        "template.runtime podman must be docker, process, simulated or empty"),
                Specs.bad(
                        Specs.template(List.of(), "", Specs.restart(Duration.ofSeconds(-5), 0, Duration.ZERO)),
                        "template.restart.delay PT-5S must be between 0 and 365 days"),
                Specs.bad(
                        Specs.template(List.of(), "", Specs.restart(Duration.ZERO, -1, Duration.ZERO)),
                        "template.restart.maxAttempts -1 must be 0..2147483647"),
                Specs.bad(
                        Specs.SOUND.withTemplate(Specs.SOUND.template().withForceUpdate(-1)),
                        "template.forceUpdate -1 must not be negative"));
    }

    private static Stream<Arguments> placementFaults() {
        return Stream.of(
                Specs.bad(
                        Specs.placed(List.of(new Constraint("1", Constraint.Operator.EQUAL, "a")), List.of(), 0),
                        "template.placement.constraints[0].key 1 must be a key such as node.role or node.labels.zone"),
                Specs.bad(
                        Specs.placed(List.of(new Constraint("node.id", Constraint.Operator.EQUAL, "")), List.of(), 0),
                        "template.placement.constraints[0].value \"\" must be letters, digits, blanks and"
                                + " :-_.*()?+[]\\^$|/"),
                Specs.bad(
                        Specs.placed(List.of(), List.of("zone"), 0),
                        "template.placement.spread[0] zone must be a label such as node.labels.zone"),
                Specs.bad(
                        Specs.placed(List.of(), List.of(), -1), "template.placement.maxPerNode -1 must be 0..100000"));
    }

    private static Stream<Arguments> portsFaults() {
        return Stream.of(
                Specs.bad(Specs.ports(Specs.port("tcp", 0, 80)), "ports[0].target 0 must be 1..65535"),
                Specs.bad(Specs.ports(Specs.port("tcp", 80, 99_999)), "ports[0].published 99999 must be 0..65535"),
                Specs.bad(Specs.ports(Specs.port("icmp", 80, 80)), "ports[0].protocol icmp must be tcp or udp"),
                Specs.bad(
                        Specs.ports(new PortSpec("", "udp", 80, 80, PublishMode.INGRESS, ProxyProtocol.V2)),
                        "ports[0].proxyProtocol V2 must be left out: only tcp ports in ingress mode have a proxy"
                                + " before them"),
                Specs.bad(
                        Specs.ports(new PortSpec("", "tcp", 80, 80, PublishMode.HOST, ProxyProtocol.V1)),
                        "ports[0].proxyProtocol V1 must be left out: only tcp ports in ingress mode have a proxy"
                                + " before them"),
                Specs.bad(
                        Specs.ports(Specs.port("tcp", 80, 80), Specs.port("tcp", 81, 80)),
                        "ports[1].published 80/tcp must be published only once"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsToldOnceWithFieldValueAndRule(String expected, ServiceSpec spec) {
        assertThat(SpecRules.check(Specs.WEB, spec)).extracting(Violation::text).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-bad-", "a.b", "a b", "a/b", "é"})
    void aServiceNameMustBePartOfADnsName(String name) {
        assertThat(SpecRules.check(ServiceId.of(name), Specs.SOUND))
                .extracting(Violation::rule)
                .containsExactly("must be valid as a DNS name component");
    }

    @Test
    void namesOfOtherKindsMayHaveDotsAndBeLonger() {
        assertThat(SpecRules.check(new ServiceId("deployment", "default", "a.b-" + "c".repeat(70)), Specs.SOUND))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"node.role==manager,node.role==manager", "' node.labels.zone  !=  b ',node.labels.zone!=b"})
    void aConstraintIsParsed(String text, String expected) {
        assertThat(Constraint.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "node.role=manager|constraint expected one operator from ==, !=",
                "1x==a|key '1x' is invalid",
                "node.id==|value '' is invalid",
                "node.id==a,b|value 'a,b' is invalid",
            })
    void aConstraintIsRefusedInTheWordsOfSwarm(String text, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Constraint.parse(text))
                .withMessage(expected);
    }
}
