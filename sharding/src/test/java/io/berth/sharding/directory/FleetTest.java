package io.berth.sharding.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Recorded;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.node.NodeRules;
import io.berth.domain.node.NodeState;
import io.berth.domain.resource.Resources;
import io.berth.domain.rules.Context;
import io.berth.domain.spec.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final EntityRef SERVICE = new EntityRef(EntityRef.Kind.SERVICE, "Service/default/web");
    private static final Duration LONG = Duration.ofSeconds(1);

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final Fleet fleet = new Fleet(kit.system());
    private final AtomicInteger notices = new AtomicInteger();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void aWatcherHearsOfAChange() {
        fleet.watch(SERVICE, fleet.view(), notices::incrementAndGet);

        join("n1");
        time.timePasses(LONG);

        assertThat(notices).hasValue(1);
    }

    @Test
    void aChangeBetweenADecisionAndItsWatchIsNotMissed() {
        FleetView decidedOn = fleet.view();
        join("n1");

        fleet.watch(SERVICE, decidedOn, notices::incrementAndGet);
        time.timePasses(LONG);

        assertThat(notices).hasValue(1);
    }

    @Test
    void aWatcherOfThePresentViewIsLeftAlone() {
        join("n1");

        fleet.watch(SERVICE, fleet.view(), notices::incrementAndGet);
        time.timePasses(LONG);

        assertThat(notices).hasValue(0);
    }

    @Test
    void changesInOneBreathAreOneNotice() {
        fleet.watch(SERVICE, fleet.view(), notices::incrementAndGet);

        join("n1");
        join("n2");
        time.timePasses(LONG);

        assertThat(notices).hasValue(1);
    }

    @Test
    void newsThatAnotherMemberSentEarlierChangesNothing() {
        fleet.update("n1", 7, connected("n1"));
        fleet.update("n1", 6, new NodeRules().initial("n1"));

        assertThat(fleet.view().node(new NodeId("n1"))).isPresent();
    }

    private void join(String id) {
        fleet.update(id, 1, connected(id));
    }

    private static NodeState connected(String id) {
        NodeRules rules = new NodeRules();
        NodeState state = rules.initial(id);
        NodeInfo info = new NodeInfo(
                id,
                "127.0.0.1",
                new Platform("linux", "x86_64"),
                Set.of("process"),
                "",
                Map.of(),
                Resources.NONE,
                true);
        Decision<NodeEvent> decision = rules.decide(
                state, new NodeCommand.Connect("s1", info, List.of()), new Context(NOW, FleetView.EMPTY, 0));
        for (NodeEvent event : ((Decision.Accept<NodeEvent>) decision).events()) {
            state = rules.apply(state, new Recorded<>(event, NOW, Cause.SYSTEM));
        }
        return state;
    }
}
