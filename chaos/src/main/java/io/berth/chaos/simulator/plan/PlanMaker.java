package io.berth.chaos.simulator.plan;

import io.berth.chaos.simulator.clock.Chance;
import io.berth.chaos.simulator.world.Journal;
import io.berth.chaos.simulator.world.Layout;
import io.berth.chaos.simulator.world.Network;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.resource.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes a plan from a seed: even seeds end in calm, odd ones never do. */
public final class PlanMaker {
    private static final Duration STIRRED = Duration.ofSeconds(35);
    private static final Duration FIRST_PUT = Duration.ofMillis(500);
    /** From the loss of a machine to its removal: it is known to be down by then. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(10);

    /** From the last fault to the return of every member: with one out and one ill for ever no majority would be left. */
    private static final Duration REUNITED = Duration.ofSeconds(5);

    private static final double OUTCASTS = 0.35;
    private static final double COMPANIONS = 0.2;
    private static final double BURSTS = 0.35;
    private static final Network.Weather REORDERING = new Network.Weather(0.02, 0.2, Duration.ofMillis(600), false);
    private static final List<Outcast.Lot> LOTS_OF_NODES =
            List.of(Outcast.Lot.DEAD, Outcast.Lot.STILL, Outcast.Lot.UNREACHABLE, Outcast.Lot.FLAPPING);
    private static final long HUNDRED_MILLIS = 100_000_000L;
    private static final long MEMORY = 8L << 30;

    private PlanMaker() {}

    public static Plan make(long seed) {
        Chance chance = Chance.of(seed, "plan");
        Plan.Profile profile = profile(seed);
        Layout layout = layout(chance);
        List<Step> steps = new ArrayList<>();
        wishes(chance, layout, steps);
        companions(Chance.of(seed, "companions"), layout, steps);
        int faults = chance.between(0, profile == Plan.Profile.SAFETY ? 14 : 9);
        Faults drawn = new Faults(Chance.of(seed, "faults"), layout);
        for (int i = 0; i < faults; i++) {
            Duration at = chance.between(Duration.ofSeconds(1), STIRRED.minusSeconds(1));
            steps.add(new Step(at, drawn.next(STIRRED.minus(at))));
        }
        if (profile == Plan.Profile.LIVENESS) {
            outcasts(Chance.of(seed, "outcasts"), layout, steps);
        }
        steps.sort(Comparator.comparing(Step::at));
        return new Plan(seed, profile, layout, steps, STIRRED);
    }

    /** What is asked of a seed's run. */
    public static Plan.Profile profile(long seed) {
        return seed % 2 == 0 ? Plan.Profile.LIVENESS : Plan.Profile.SAFETY;
    }

    /** Faults that meet a user's change in the middle. */
    private static void companions(Chance chance, Layout layout, List<Step> steps) {
        for (Step step : List.copyOf(steps)) {
            boolean isChange = step.action() instanceof Wish.Put || step.action() instanceof Wish.Order;
            if (isChange && chance.happens(COMPANIONS)) {
                Duration at = step.at().minus(chance.between(Duration.ZERO, Duration.ofMillis(5)));
                Duration down = chance.between(Duration.ofMillis(500), Duration.ofSeconds(4));
                boolean isEnd = at.plus(down).compareTo(STIRRED) > 0;
                Fault fault = chance.happens(0.5)
                        ? new Fault.KillWriter(
                                chance.pick(layout.memberNames()),
                                chance.pick(List.of(Journal.Moment.values())),
                                isEnd ? STIRRED.minus(at) : down)
                        : new Fault.BadWeather(REORDERING, isEnd ? STIRRED.minus(at) : down);
                steps.add(new Step(at, fault));
            }
        }
    }

    private static Layout layout(Chance chance) {
        int members = chance.happens(0.4) ? 1 : 3;
        int nodes = chance.between(2, 4);
        List<Layout.Node> machines = new ArrayList<>();
        for (int i = 1; i <= nodes; i++) {
            machines.add(new Layout.Node(
                    new NodeId("n" + i), new Resources(chance.between(8, 24) * HUNDRED_MILLIS, MEMORY)));
        }
        return new Layout(members, machines);
    }

    /** Changes one upon the other, while messages overtake each other. */
    private static void burst(Chance chance, Wishes wishes, List<Step> steps) {
        Duration at = chance.between(Duration.ofSeconds(3), STIRRED.minusSeconds(4));
        steps.add(new Step(at, new Fault.BadWeather(REORDERING, Duration.ofSeconds(3))));
        String service = wishes.someService();
        int changes = chance.between(2, 5);
        for (int i = 0; i < changes; i++) {
            at = at.plus(chance.between(Duration.ofMillis(1), Duration.ofMillis(100)));
            steps.add(new Step(at, wishes.change(service)));
        }
    }

    /** The healthy core is what is left: a majority of the members, and one node at least. */
    private static void outcasts(Chance chance, Layout layout, List<Step> steps) {
        if (layout.members() > 1 && chance.happens(OUTCASTS)) {
            steps.add(new Step(
                    STIRRED.plus(REUNITED),
                    new Outcast(chance.pick(layout.memberNames()), chance.pick(List.of(Outcast.Lot.values())))));
        }
        boolean isOneLost = steps.stream().anyMatch(step -> step.action() instanceof Wish.Lose);
        if (!isOneLost && chance.happens(OUTCASTS)) {
            String node = chance.pick(layout.nodes()).id().value();
            steps.add(new Step(STIRRED, new Outcast(node, chance.pick(LOTS_OF_NODES))));
        }
    }

    private static void wishes(Chance chance, Layout layout, List<Step> steps) {
        List<NodeId> nodes = layout.nodes().stream().map(Layout.Node::id).toList();
        for (NodeId node : nodes) {
            boolean isLate = !node.equals(nodes.getFirst()) && chance.happens(0.2);
            Duration most = isLate ? STIRRED : FIRST_PUT;
            steps.add(new Step(chance.between(Duration.ZERO, most), new Wish.Join(node)));
        }
        steps.add(new Step(FIRST_PUT.dividedBy(2), new Wish.StoreSecret(Wishes.SECRET, "v0")));
        Wishes wishes = new Wishes(chance, nodes);
        for (Wish wish : wishes.first()) {
            steps.add(new Step(chance.between(FIRST_PUT, FIRST_PUT.multipliedBy(3)), wish));
        }
        int more = chance.between(1, 10);
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            times.add(chance.between(Duration.ofSeconds(2), STIRRED));
        }
        times.stream().sorted().forEach(at -> steps.add(new Step(at, wishes.next())));
        if (chance.happens(BURSTS)) {
            burst(chance, wishes, steps);
        }
        if (nodes.size() > 2 && chance.happens(0.15)) {
            Duration at = chance.between(Duration.ofSeconds(2), STIRRED);
            steps.add(new Step(at, new Wish.Lose(nodes.getLast())));
            if (at.plus(FORGOTTEN_AFTER).compareTo(STIRRED) < 0) {
                steps.add(new Step(at.plus(FORGOTTEN_AFTER), new Wish.RemoveNode(nodes.getLast())));
            }
        }
    }
}
