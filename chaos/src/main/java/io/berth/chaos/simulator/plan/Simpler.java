package io.berth.chaos.simulator.plan;

import io.berth.chaos.simulator.world.Journal;
import io.berth.chaos.simulator.world.Machine;
import io.berth.chaos.simulator.world.Network;
import io.berth.domain.fleet.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Smaller variants of what can be done, for whoever looks for the least that still shows a failure. */
public final class Simpler {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private Simpler() {}

    /** Variants of a step, each simpler in one respect, the simplest first; none if it is as simple as can be. */
    public static List<Step> of(Step step) {
        List<Step> simpler = new ArrayList<>();
        of(step.action()).forEach(action -> simpler.add(new Step(step.at(), action)));
        Duration whole = Duration.ofSeconds(step.at().toSeconds());
        if (!whole.equals(step.at())) {
            simpler.add(new Step(whole, step.action()));
        }
        return simpler;
    }

    private static List<? extends Step.Action> of(Step.Action action) {
        return switch (action) {
            case Wish wish -> of(wish);
            case Fault.OfMember fault -> of(fault);
            case Fault.OfNode fault -> of(fault);
            case Fault.Between fault -> of(fault);
            case Outcast(var machine, var lot) ->
                lot == Outcast.Lot.DEAD ? List.of() : List.of(new Outcast(machine, Outcast.Lot.DEAD));
        };
    }

    private static List<Wish> of(Wish wish) {
        return switch (wish) {
            case Wish.Put(var service, var shape) ->
                shape.simpler().stream()
                        .<Wish>map(simpler -> new Wish.Put(service, simpler))
                        .toList();
            case Wish.Scale(var service, var replicas) ->
                replicas > 1 ? List.of(new Wish.Scale(service, replicas - 1)) : List.of();
            case Wish.Order _,
                    Wish.Label _,
                    Wish.Avail _,
                    Wish.Join _,
                    Wish.Lose _,
                    Wish.RemoveNode _,
                    Wish.StoreSecret _ -> List.of();
        };
    }

    private static List<Fault> of(Fault.OfMember fault) {
        return switch (fault) {
            case Fault.KillMember(var member, var down) -> shorter(down, time -> new Fault.KillMember(member, time));
            case Fault.KillWriter(var member, var moment, var down) ->
                shorter(down, time -> new Fault.KillWriter(member, moment, time));
            case Fault.PauseMember(var member, var time) -> shorter(time, less -> new Fault.PauseMember(member, less));
            case Fault.StaleFleet(var member, var time) -> shorter(time, less -> new Fault.StaleFleet(member, less));
        };
    }

    private static List<Fault> of(Fault.OfNode fault) {
        return switch (fault) {
            case Fault.KillAgent(var node, var withMachine, var down) -> {
                List<Fault> simpler = shorter(down, time -> new Fault.KillAgent(node, withMachine, time));
                if (withMachine) {
                    simpler.add(new Fault.KillAgent(node, false, down));
                }
                yield simpler;
            }
            case Fault.PauseAgent(var node, var time) -> shorter(time, less -> new Fault.PauseAgent(node, less));
            case Fault.LoseSession _ -> List.of();
            case Fault.BadRuntime(var node, var trouble, var time) -> {
                List<Fault> simpler = shorter(time, less -> new Fault.BadRuntime(node, trouble, less));
                lesser(trouble).forEach(lesser -> simpler.add(new Fault.BadRuntime(node, lesser, time)));
                yield simpler;
            }
            case Fault.CrashContainers(var node, var share) ->
                share < 1 ? List.of(new Fault.CrashContainers(node, 1)) : List.of();
        };
    }

    private static List<Fault> of(Fault.Between fault) {
        return switch (fault) {
            case Fault.Cut(var from, var to, var isBothWays, var time) -> {
                List<Fault> simpler = shorter(time, less -> new Fault.Cut(from, to, isBothWays, less));
                if (isBothWays) {
                    simpler.add(new Fault.Cut(from, to, false, time));
                    simpler.add(new Fault.Cut(to, from, false, time));
                }
                yield simpler;
            }
            case Fault.BadWeather(var weather, var time) -> {
                List<Fault> simpler = shorter(time, less -> new Fault.BadWeather(weather, less));
                lesser(weather).forEach(lesser -> simpler.add(new Fault.BadWeather(lesser, time)));
                yield simpler;
            }
            case Fault.BadJournal(Journal.Trouble trouble, var time) ->
                shorter(time, less -> new Fault.BadJournal(trouble, less));
            case Fault.Skew(var party, var skew, var time) -> {
                List<Fault> simpler = shorter(time, less -> new Fault.Skew(party, skew, less));
                if (skew.abs().compareTo(SECOND) > 0) {
                    simpler.add(new Fault.Skew(party, skew.dividedBy(2), time));
                }
                yield simpler;
            }
            case Fault.Move _ -> List.of();
        };
    }

    private static List<Fault> shorter(Duration time, Function<Duration, Fault> with) {
        List<Fault> shorter = new ArrayList<>();
        if (time.compareTo(SHORTEST) > 0) {
            shorter.add(with.apply(time.dividedBy(2)));
        }
        Duration whole = Duration.ofSeconds(time.toSeconds());
        if (!whole.equals(time) && !whole.isZero()) {
            shorter.add(with.apply(whole));
        }
        return shorter;
    }

    private static List<Machine.Trouble> lesser(Machine.Trouble trouble) {
        List<Machine.Trouble> lesser = new ArrayList<>();
        if (!trouble.startDelay().isZero()) {
            lesser.add(new Machine.Trouble(Duration.ZERO, trouble.startFailures(), trouble.stopDelay()));
        }
        if (trouble.startFailures() > 0) {
            lesser.add(new Machine.Trouble(trouble.startDelay(), 0, trouble.stopDelay()));
        }
        if (!trouble.stopDelay().isZero()) {
            lesser.add(new Machine.Trouble(trouble.startDelay(), trouble.startFailures(), Duration.ZERO));
        }
        return lesser;
    }

    private static List<Network.Weather> lesser(Network.Weather weather) {
        List<Network.Weather> lesser = new ArrayList<>();
        if (weather.loss() > 0) {
            lesser.add(new Network.Weather(0, weather.duplication(), weather.delay(), weather.isOrdered()));
        }
        if (weather.duplication() > 0) {
            lesser.add(new Network.Weather(weather.loss(), 0, weather.delay(), weather.isOrdered()));
        }
        if (!weather.delay().isZero()) {
            lesser.add(new Network.Weather(weather.loss(), weather.duplication(), Duration.ZERO, weather.isOrdered()));
        }
        if (!weather.isOrdered()) {
            lesser.add(new Network.Weather(weather.loss(), weather.duplication(), weather.delay(), true));
        }
        return lesser;
    }

    /** The machines that a step is about. */
    static Set<String> machines(Step step) {
        return switch (step.action()) {
            case Wish wish -> machine(wish);
            case Fault.OfMember fault -> Set.of(fault.member());
            case Fault.OfNode fault -> Set.of(fault.node().value());
            case Fault.Cut(var from, var to, var _, var _) -> Set.of(from, to);
            case Fault.Skew(var party, var _, var _) -> Set.of(party);
            case Fault.BadWeather _, Fault.BadJournal _, Fault.Move _ -> Set.of();
            case Outcast(var machine, var _) -> Set.of(machine);
        };
    }

    private static Set<String> machine(Wish wish) {
        return switch (wish) {
            case Wish.Label(NodeId node, var _) -> Set.of(node.value());
            case Wish.Avail(NodeId node, var _) -> Set.of(node.value());
            case Wish.Join(NodeId node) -> Set.of(node.value());
            case Wish.Lose(NodeId node) -> Set.of(node.value());
            case Wish.RemoveNode(NodeId node) -> Set.of(node.value());
            case Wish.Put _, Wish.Scale _, Wish.Order _, Wish.StoreSecret _ -> Set.of();
        };
    }
}
