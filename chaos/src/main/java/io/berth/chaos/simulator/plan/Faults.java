package io.berth.chaos.simulator.plan;

import io.berth.chaos.simulator.clock.Chance;
import io.berth.chaos.simulator.world.Journal;
import io.berth.chaos.simulator.world.Layout;
import io.berth.chaos.simulator.world.Machine;
import io.berth.chaos.simulator.world.Network;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ServiceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws what befalls a world. */
final class Faults {
    private static final Duration BLINK = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(12);

    private final Chance chance;
    private final List<String> members;
    private final List<NodeId> nodes;
    private final List<String> parties = new ArrayList<>();

    Faults(Chance chance, Layout layout) {
        this.chance = chance;
        this.members = layout.memberNames();
        this.nodes = layout.nodes().stream().map(Layout.Node::id).toList();
        parties.addAll(members);
        nodes.forEach(node -> parties.add(node.value()));
    }

    /** @param most how long it may last */
    Fault next(Duration most) {
        Duration time = chance.between(BLINK, most.compareTo(LONG) < 0 ? most : LONG);
        return switch (chance.below(17)) {
            case 0 -> new Fault.KillMember(member(), time);
            case 1, 2 -> new Fault.KillWriter(member(), chance.pick(List.of(Journal.Moment.values())), time);
            case 3 -> new Fault.PauseMember(member(), time);
            case 4, 5 -> new Fault.KillAgent(node(), chance.happens(0.5), time);
            case 6 -> new Fault.PauseAgent(node(), time);
            case 7 -> new Fault.LoseSession(node());
            case 8, 9 -> cut(time);
            case 10, 11 -> new Fault.BadWeather(weather(), time);
            case 12 -> new Fault.BadJournal(chance.pick(List.of(Journal.Trouble.values())), time);
            case 13 -> new Fault.StaleFleet(member(), time);
            case 14 -> new Fault.BadRuntime(node(), runtime(), time);
            case 15 -> new Fault.CrashContainers(node(), chance.pick(List.of(0.3, 1.0)));
            default -> other(time);
        };
    }

    private Fault other(Duration time) {
        return chance.happens(0.5)
                ? new Fault.Skew(
                        chance.pick(parties), chance.between(Duration.ofSeconds(-5), Duration.ofSeconds(5)), time)
                : new Fault.Move(
                        chance.happens(0.5)
                                ? node().ref()
                                : ServiceId.of(chance.pick(List.of("web", "api")))
                                        .ref());
    }

    private Fault cut(Duration time) {
        String from = chance.happens(0.7) ? node().value() : member();
        List<String> others = new ArrayList<>(members);
        others.remove(from);
        if (members.contains(from)) {
            others.add(Journal.NAME);
        }
        return new Fault.Cut(from, chance.pick(others), chance.happens(0.7), time);
    }

    private Network.Weather weather() {
        return new Network.Weather(
                chance.pick(List.of(0.0, 0.05, 0.3)),
                chance.pick(List.of(0.0, 0.1, 0.5)),
                chance.pick(List.of(Duration.ZERO, Duration.ofMillis(100), Duration.ofSeconds(3))),
                chance.happens(0.3));
    }

    private Machine.Trouble runtime() {
        return new Machine.Trouble(
                chance.pick(List.of(Duration.ZERO, Duration.ofSeconds(5))),
                chance.pick(List.of(0.0, 0.3, 1.0)),
                chance.pick(List.of(Duration.ZERO, Duration.ofSeconds(10))));
    }

    private String member() {
        return chance.pick(members);
    }

    private NodeId node() {
        return chance.pick(nodes);
    }
}
