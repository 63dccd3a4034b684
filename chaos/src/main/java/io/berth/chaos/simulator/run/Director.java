package io.berth.chaos.simulator.run;

import io.berth.chaos.simulator.clock.Agenda;
import io.berth.chaos.simulator.plan.Fault;
import io.berth.chaos.simulator.plan.Outcast;
import io.berth.chaos.simulator.plan.Plan;
import io.berth.chaos.simulator.plan.Step;
import io.berth.chaos.simulator.plan.Wish;
import io.berth.chaos.simulator.world.Journal;
import io.berth.chaos.simulator.world.Machine;
import io.berth.chaos.simulator.world.Network;
import io.berth.chaos.simulator.world.Request;
import io.berth.chaos.simulator.world.Trace;
import io.berth.chaos.simulator.world.World;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.VaultCommand;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.spec.ServiceId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Carries out a plan: each step at its time, and the end of what lasts. */
final class Director {
    /** Of a machine that comes and goes: long enough to be given up, and to be taken back for longer than a lease. */
    private static final Duration AWAY = Duration.ofSeconds(8);

    private static final Duration BACK = Duration.ofSeconds(20);

    private final World world;
    private final Agenda agenda;
    private final Trace trace;
    private final Set<NodeId> lost = new HashSet<>();
    private final Lasting<Network.Weather> weathers;
    private final Lasting<Journal.Trouble> journal;
    private int requests;

    Director(World world, Agenda agenda, Trace trace) {
        this.world = world;
        this.agenda = agenda;
        this.trace = trace;
        this.weathers = new Lasting<>(Network.Weather.FAIR, world::weather);
        this.journal = new Lasting<>(Journal.Trouble.NONE, world::trouble);
    }

    void enter(Plan plan) {
        for (Step step : plan.steps()) {
            agenda.after(step.at(), () -> {
                trace.line("plan", () -> step.action().toString());
                act(step.action());
            });
        }
    }

    private void act(Step.Action action) {
        switch (action) {
            case Wish wish -> wish(wish);
            case Fault fault -> fault(fault);
            case Outcast outcast -> cast(outcast);
        }
    }

    private void wish(Wish wish) {
        switch (wish) {
            case Wish.Put(var service, var shape) -> {
                String uid = "u" + (requests + 1);
                ask(service, new ServiceCommand.Put(uid, shape.spec(), OptionalLong.empty()));
            }
            case Wish.Scale(var service, var replicas) -> ask(service, new ServiceCommand.Scale(replicas));
            case Wish.Order(var service, var verb) -> ask(service, command(verb));
            case Wish.Label(var node, var zone) ->
                ask(node.ref(), new NodeCommand.Update(Optional.of(Map.of("zone", zone)), Optional.empty()));
            case Wish.Avail(var node, var availability) ->
                ask(node.ref(), new NodeCommand.Update(Optional.empty(), Optional.of(availability)));
            case Wish.Join(var node) -> world.startNode(node);
            case Wish.Lose(var node) -> {
                lost.add(node);
                world.crashAgent(node, true);
            }
            case Wish.RemoveNode(var node) -> ask(node.ref(), new NodeCommand.Remove(false));
            case Wish.StoreSecret(var name, var value) ->
                ask(
                        new EntityRef(EntityRef.Kind.SECRET, "default/" + name),
                        new VaultCommand.Put(
                                "u" + (requests + 1), new SealedValue("k", value, value, 2), Map.of(), false));
        }
    }

    private static ServiceCommand command(Wish.Verb verb) {
        return switch (verb) {
            case ROLLBACK -> new ServiceCommand.Rollback();
            case RESTART -> new ServiceCommand.Restart();
            case PAUSE -> new ServiceCommand.PauseRollout();
            case RESUME -> new ServiceCommand.ResumeRollout();
            case REMOVE -> new ServiceCommand.Remove();
        };
    }

    private void ask(String service, ServiceCommand command) {
        ask(ServiceId.of(service).ref(), command);
    }

    private void ask(EntityRef entity, EntityCommand command) {
        world.ask(new Request("r" + ++requests, entity, command));
    }

    private void fault(Fault fault) {
        switch (fault) {
            case Fault.OfMember ofMember -> fault(ofMember);
            case Fault.OfNode ofNode -> fault(ofNode);
            case Fault.Between between -> fault(between);
        }
    }

    private void fault(Fault.OfMember fault) {
        switch (fault) {
            case Fault.KillMember(var member, var down) -> {
                world.crashMember(member);
                later(down, () -> world.startMember(member));
            }
            case Fault.KillWriter(var member, var moment, var down) -> {
                world.dieAtNextWrite(member, Optional.of(moment));
                later(down, () -> {
                    world.dieAtNextWrite(member, Optional.empty());
                    world.startMember(member);
                });
            }
            case Fault.PauseMember(var member, var time) -> {
                world.pauseMember(member, true);
                later(time, () -> world.pauseMember(member, false));
            }
            case Fault.StaleFleet(var member, var time) -> {
                world.freezeFleet(member, true);
                later(time, () -> world.freezeFleet(member, false));
            }
        }
    }

    private void fault(Fault.OfNode fault) {
        switch (fault) {
            case Fault.KillAgent(var node, var withMachine, var down) -> {
                world.crashAgent(node, withMachine);
                later(down, () -> startAgain(node));
            }
            case Fault.PauseAgent(var node, var time) -> {
                world.pauseAgent(node, true);
                later(time, () -> world.pauseAgent(node, false));
            }
            case Fault.LoseSession(var node) -> world.loseSession(node);
            case Fault.BadRuntime(var node, var trouble, var time) -> {
                world.trouble(node, trouble);
                later(time, () -> world.trouble(node, Machine.Trouble.NONE));
            }
            case Fault.CrashContainers(var node, var share) -> world.crashContainers(node, share);
        }
    }

    private void fault(Fault.Between fault) {
        switch (fault) {
            case Fault.Cut(var from, var to, var isBothWays, var time) -> {
                cut(from, to, time);
                if (isBothWays) {
                    cut(to, from, time);
                }
            }
            case Fault.BadWeather(var weather, var time) -> {
                weathers.begins(weather);
                later(time, () -> weathers.ends(weather));
            }
            case Fault.BadJournal(var trouble, var time) -> {
                journal.begins(trouble);
                later(time, () -> journal.ends(trouble));
            }
            case Fault.Skew(var party, var skew, var time) -> {
                world.skew(party, skew);
                later(time, () -> world.skew(party, Duration.ZERO));
            }
            case Fault.Move(var entity) -> world.move(entity);
        }
    }

    private void cut(String from, String to, Duration time) {
        Network.Link link = new Network.Link(from, to);
        world.cut(link, true);
        later(time, () -> world.cut(link, false));
    }

    private void cast(Outcast outcast) {
        String machine = outcast.machine();
        switch (outcast.lot()) {
            case DEAD -> world.crash(machine);
            case STILL -> world.pause(machine);
            case UNREACHABLE -> {
                world.layout().machines().forEach(other -> cutOff(machine, other));
                cutOff(machine, Journal.NAME);
            }
            case ISOLATED -> {
                world.layout().memberNames().forEach(other -> cutOff(machine, other));
                cutOff(machine, Journal.NAME);
            }
            case FLAPPING -> flap(machine);
        }
    }

    private void cutOff(String machine, String other) {
        if (!machine.equals(other)) {
            world.cut(new Network.Link(machine, other), true);
            world.cut(new Network.Link(other, machine), true);
        }
    }

    private void flap(String machine) {
        world.crash(machine);
        later(AWAY, () -> world.start(machine));
        later(AWAY.plus(BACK), () -> flap(machine));
    }

    private void startAgain(NodeId node) {
        if (!lost.contains(node)) {
            world.startNode(node);
        }
    }

    private void later(Duration delay, Runnable what) {
        agenda.after(delay, what);
    }
}
