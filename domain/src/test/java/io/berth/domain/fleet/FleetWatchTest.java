package io.berth.domain.fleet;

import static io.berth.domain.fleet.NodeFixture.NODE_A;
import static io.berth.domain.fleet.NodeFixture.NODE_B;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.entity.EntityRef;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetWatchTest {
    private static final EntityRef WEB = new EntityRef(EntityRef.Kind.SERVICE, "service/default/web");

    private final FleetWatch watch = new FleetWatch();

    @Test
    void withoutWatchersNobodyIsTold() {
        assertThat(enter(NODE_A)).isFalse();
    }

    @Test
    void aChangeCallsForOneNoticeUntilItIsTaken() {
        watch.watch(WEB, watch.view());

        assertThat(enter(NODE_A)).isTrue();
        assertThat(enter(NODE_B)).isFalse();
        assertThat(watch.notice()).containsExactly(WEB);
        assertThat(watch.update(NODE_A.id(), 2, Optional.empty())).isTrue();
        assertThat(watch.view().nodes()).containsExactly(NODE_B);
    }

    @Test
    void aChangeSinceTheDecisionCallsForANotice() {
        FleetView decidedOn = watch.view();
        enter(NODE_A);

        assertThat(watch.watch(WEB, decidedOn)).isTrue();
    }

    @Test
    void theSameBooksAreNoChange() {
        enter(NODE_A);
        FleetView before = watch.view();
        watch.watch(WEB, before);

        assertThat(enter(NodeFixture.node("a").view())).isFalse();
        assertThat(watch.view()).isSameAs(before);
    }

    @Test
    void newsThatWereOvertakenChangeNothing() {
        watch.update(NODE_A.id(), 2, Optional.empty());

        enter(NODE_A);

        assertThat(watch.view().nodes()).isEmpty();
    }

    @Test
    void whoWatchesNoMoreIsNotTold() {
        watch.watch(WEB, watch.view());
        enter(NODE_A);
        watch.unwatch(WEB);

        assertThat(watch.notice()).isEmpty();
    }

    private boolean enter(NodeView node) {
        return watch.update(node.id(), 1, Optional.of(node));
    }
}
