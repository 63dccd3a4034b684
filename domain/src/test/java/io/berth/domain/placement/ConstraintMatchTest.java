package io.berth.domain.placement;

import static io.berth.domain.fleet.NodeFixture.node;
import static io.berth.domain.placement.RequestFixture.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.fleet.NodeView;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.Constraint.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintMatchTest {
    private static final NodeView NODE = node("Id-1")
            .label("zone", "b")
            .engineLabel("disk", "SSD")
            .address("10.1.2.3")
            .manager()
            .view();

    @ParameterizedTest
    @CsvSource({
        "node.id, EQUAL, id-1, true",
        "node.id, NOT_EQUAL, Id-1, false",
        "node.hostname, EQUAL, HOST-ID-1, true",
        "NODE.HOSTNAME, EQUAL, host-Id-1, true",
        "node.role, EQUAL, manager, true",
        "node.role, EQUAL, worker, false",
        "node.role, NOT_EQUAL, worker, true",
        "node.platform.os, EQUAL, Linux, true",
        "node.platform.arch, EQUAL, x86_64, true",
        "node.platform.arch, EQUAL, amd64, false",
        "node.labels.zone, EQUAL, B, true",
        "node.labels.zone, EQUAL, a, false",
        "node.labels.zone, NOT_EQUAL, a, true",
        "Node.Labels.zone, EQUAL, b, true",
        "engine.labels.disk, EQUAL, ssd, true",
    })
    void valuesCompareWithoutRegardToCase(String key, Operator operator, String value, boolean matches) {
        assertMatches(key, operator, value, matches);
    }

    @ParameterizedTest
    @CsvSource({
        "node.labels.Zone, EQUAL, b, false",
        "node.labels.Zone, NOT_EQUAL, b, true",
        "node.labels.rack, EQUAL, '', true",
        "node.labels.rack, NOT_EQUAL, x, true",
        "engine.labels.zone, EQUAL, b, false",
    })
    void aLabelNameHasACaseAndAMissingLabelIsEmpty(String key, Operator operator, String value, boolean matches) {
        assertMatches(key, operator, value, matches);
    }

    @ParameterizedTest
    @CsvSource({"node.colour", "node.labels.", "labels.zone", "zone"})
    void anUnknownKeyMatchesNoNodeWhateverTheOperator(String key) {
        assertMatches(key, Operator.EQUAL, "x", false);
        assertMatches(key, Operator.NOT_EQUAL, "x", false);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, EQUAL, 10.1.2.3, true",
        "10.1.2.3, NOT_EQUAL, 10.1.2.3, false",
        "10.1.2.3, EQUAL, 10.1.0.0/16, true",
        "10.1.2.3, EQUAL, 10.1.2.0/31, false",
        "10.1.2.3, NOT_EQUAL, 10.2.0.0/16, true",
        "10.1.2.3, EQUAL, 0.0.0.0/0, true",
        "10.1.2.3, EQUAL, ::/0, false",
        "fd00::5, EQUAL, fd00:0:0::5, true",
        "fd00::5, EQUAL, fd00::/8, true",
        "fd00::5, EQUAL, fe00::/8, false",
    })
    void anAddressMatchesItselfAndItsSubnets(String address, Operator operator, String value, boolean matches) {
        NodeView node = node("a").address(address).view();
        assertThat(new ConstraintMatch(new Constraint("node.ip", operator, value)).matches(node))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"10.1.2", "10.1.2.3/33", "10.1.2.3/", "10.1.2.300", "localhost", "fe80::1%lo", "a:b:c", "/8"})
    void aMalformedAddressMatchesNoNodeWhateverTheOperator(String value) {
        assertMatches("node.ip", Operator.EQUAL, value, false);
        assertMatches("node.ip", Operator.NOT_EQUAL, value, false);
    }

    @Test
    void aRefusalNamesWhatIsNeededAndWhatIsThere() {
        assertThat(refusal("node.labels.zone", "a")).isEqualTo("needs node.labels.zone==a, has b");
        assertThat(refusal("node.labels.rack", "r1")).isEqualTo("needs node.labels.rack==r1, has none");
        assertThat(refusal("node.colour", "red")).isEqualTo("needs node.colour==red, a key that no node has");
        assertThat(refusal("node.ip", "10.1")).isEqualTo("needs node.ip==10.1, which is no address or subnet");
    }

    private static String refusal(String key, String value) {
        PlacementRequest request = web().where(key, Operator.EQUAL, value).request();
        return Placer.check(NODE, request).map(Veto::text).orElse("");
    }

    private static void assertMatches(String key, Operator operator, String value, boolean matches) {
        assertThat(new ConstraintMatch(new Constraint(key, operator, value)).matches(NODE))
                .isEqualTo(matches);
    }
}
