package io.berth.domain.placement;

import static io.berth.domain.fleet.NodeFixture.CORE;
import static io.berth.domain.fleet.NodeFixture.GIB;
import static io.berth.domain.fleet.NodeFixture.MIB;
import static io.berth.domain.fleet.NodeFixture.NODE_A;
import static io.berth.domain.fleet.NodeFixture.NODE_B;
import static io.berth.domain.fleet.NodeFixture.node;
import static io.berth.domain.placement.RequestFixture.ANY;
import static io.berth.domain.placement.RequestFixture.WEB;
import static io.berth.domain.placement.RequestFixture.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.placement.Veto.Filter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacerFilterTest {
    @Test
    void anEmptyReadyNodeTakesATask() {
        assertThat(Placer.check(NODE_A, ANY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, DOWN, is down",
        "ACTIVE, DISCONNECTED, is disconnected",
        "PAUSE, READY, is paused",
        "DRAIN, READY, is draining",
        "DRAIN, DOWN, is down"
    })
    void aNodeThatIsNotReadyAndActiveTakesNone(Availability availability, Liveness liveness, String text) {
        assertRefused(node("a").is(availability, liveness).view(), ANY, Filter.AVAILABILITY, text);
    }

    @Test
    void aNodeWithoutTheRuntimeIsRefused() {
        NodeView node = node("a").runtimes("process", "docker").view();
        PlacementRequest request = web().runtime("simulated").request();
        assertRefused(node, request, Filter.RUNTIME, "needs the runtime simulated, has docker, process");
        assertThat(Placer.check(node, web().runtime("docker").request())).isEmpty();
    }

    @Test
    void aNodeWithoutAnyRuntimeIsRefusedEvenIfNoneIsAskedFor() {
        assertRefused(node("a").runtimes().view(), ANY, Filter.RUNTIME, "has no container runtime");
    }

    /** Else a service that plans again before its nodes have answered sends them more than they can take. */
    @Test
    void whatTheServiceHasSentThereTakesItsPlaceBeforeTheBooksShowIt() {
        RequestFixture half = web().needs(2 * CORE, 0);
        NodeView node = node("a").capacity(4 * CORE, GIB).view();
        assertThat(Placer.check(node, half.own(Map.of(node.id(), 1)).request())).isEmpty();
        assertRefused(node, half.own(Map.of(node.id(), 2)).request(), Filter.RESOURCES, "needs 2 CPU, 0 free");
    }

    @Test
    void memoryThatIsMissingIsNamedWithNumbers() {
        NodeView node = node("a").capacity(4 * CORE, GIB).reserved(0, 644 * MIB).view();
        assertRefused(
                node, web().needs(0, 512 * MIB).request(), Filter.RESOURCES, "needs 512 MiB memory, 380 MiB free");
    }

    @Test
    void cpuThatIsMissingIsNamedWithNumbers() {
        NodeView node = node("a").reserved(7 * CORE / 2, 0).view();
        assertRefused(node, web().needs(CORE, 0).request(), Filter.RESOURCES, "needs 1 CPU, 0.5 free");
    }

    @Test
    void bothThatAreMissingAreNamed() {
        assertRefused(
                NODE_A,
                web().needs(8 * CORE, 16 * GIB).request(),
                Filter.RESOURCES,
                "needs 16 GiB memory, 8 GiB free; needs 8 CPU, 4 free");
    }

    @Test
    void whatIsExactlyFreeFits() {
        assertThat(Placer.check(NODE_A, web().needs(4 * CORE, 8 * GIB).request()))
                .isEmpty();
    }

    @Test
    void nothingFitsOnANodeWithoutCapacity() {
        assertThat(Placer.check(node("a").capacity(0, 0).view(), ANY)).isEmpty();
    }

    @Test
    void aTaskThatNeedsNoMemoryFitsOnANodeThatHasShrunkBelowWhatItHolds() {
        NodeView shrunk = node("a").capacity(4 * CORE, GIB).reserved(0, 2 * GIB).view();
        assertThat(Placer.check(shrunk, web().needs(CORE, 0).request())).isEmpty();
        assertRefused(shrunk, web().needs(0, MIB).request(), Filter.RESOURCES, "needs 1 MiB memory, -1 GiB free");
    }

    @ParameterizedTest
    @CsvSource({
        "linux, x86_64, true",
        "linux, amd64, true",
        "'', amd64, true",
        "linux, '', true",
        "LINUX, AMD64, true",
        "linux, aarch64, false",
        "windows, amd64, false"
    })
    void thePlatformMustMatchAndProcessorsHaveTwoNames(String os, String arch, boolean fits) {
        assertThat(Placer.check(NODE_A, web().platform(os, arch).request()).isEmpty())
                .isEqualTo(fits);
    }

    @Test
    void thePlatformThatIsWantedIsNamed() {
        assertRefused(
                NODE_A,
                web().platform("linux", "arm64").request(),
                Filter.PLATFORM,
                "needs linux/arm64, is linux/x86_64");
    }

    @Test
    void aHostPortInUseIsRefusedButNotTheSameNumberOfTheOtherProtocol() {
        NodeView node = node("a").port("tcp", 8080).view();
        assertRefused(node, web().port("tcp", 8080).request(), Filter.PORT, "has port 8080/tcp in use");
        assertThat(Placer.check(node, web().port("udp", 8080).request())).isEmpty();
    }

    @Test
    void maxPerNodeCountsByTheServiceOrByTheNodeWhicheverIsHigher() {
        PlacementRequest atMost2 = web().maxPerNode(2).request();
        String text = "has 2 of at most 2 tasks of the service";
        assertRefused(node("a").tasks(WEB, 2).view(), atMost2, Filter.MAX_PER_NODE, text);
        PlacementRequest own = web().maxPerNode(2).own(Map.of(NODE_A.id(), 2)).request();
        assertRefused(NODE_A, own, Filter.MAX_PER_NODE, text);
        assertThat(Placer.check(node("a").tasks(WEB, 1).tasks("other", 5).view(), atMost2))
                .isEmpty();
    }

    @Test
    void aNodeThatHasJustRefusedIsNotAskedAgain() {
        PlacementRequest request = web().excluding(NODE_A.id()).request();
        assertRefused(NODE_A, request, Filter.EXCLUDED, "refused the task just now");
        assertThat(Placer.check(NODE_B, request)).isEmpty();
    }

    @Test
    void theFirstFilterInOrderAnswers() {
        NodeView node = node("a")
                .is(Availability.DRAIN, Liveness.READY)
                .runtimes()
                .capacity(0, 0)
                .view();
        PlacementRequest request = web().needs(CORE, GIB).excluding(NODE_A.id()).request();
        assertThat(Placer.check(node, request).map(Veto::filter)).contains(Filter.AVAILABILITY);
        NodeView open = node("a").runtimes().capacity(0, 0).view();
        assertThat(Placer.check(open, request).map(Veto::filter)).contains(Filter.RUNTIME);
        NodeView running = node("a").capacity(0, 0).view();
        assertThat(Placer.check(running, request).map(Veto::filter)).contains(Filter.RESOURCES);
    }

    private static void assertRefused(NodeView node, PlacementRequest request, Filter filter, String text) {
        assertThat(Placer.check(node, request)).contains(new Veto(filter, text));
    }
}
