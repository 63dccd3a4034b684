package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Agenda;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.fleet.NodeId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All of it: members, a journal, nodes, users, and what can befall them. Driven by its agenda, on one thread. */
public final class World {
    private static final Duration GOSSIP = Duration.ofSeconds(5);

    private final Surroundings around;
    private final Cluster cluster;
    private final Clients clients;
    private final Map<NodeId, AgentHost> nodes = new LinkedHashMap<>();
    private final Layout layout;

    public World(
            long seed, Layout layout, Blueprint blueprint, Agenda agenda, Witness witness, Trace trace, Names names) {
        this.layout = layout;
        around = new Surroundings(seed, agenda, blueprint, witness, trace, names);
        Homes homes = Homes.of(layout.memberNames());
        layout.memberNames().forEach(name -> around.add(new Member(around, name, homes)));
        layout.nodes().forEach(node -> nodes.put(node.id(), new AgentHost(around, node.id(), node.capacity())));
        cluster = new Cluster(around, homes);
        clients = new Clients(around);
        around.journal().onDeath(member -> crashMember(member.name()));
        around.members().forEach(member -> member.gossip(GOSSIP));
        cluster.watch();
    }

    public Journal journal() {
        return around.journal();
    }

    public Collection<AgentHost> nodes() {
        return nodes.values();
    }

    public AgentHost node(NodeId id) {
        return Objects.requireNonNull(nodes.get(id), id.value());
    }

    public void ask(Request request) {
        clients.ask(request);
    }

    public Layout layout() {
        return layout;
    }

    // Any machine.

    public void crash(String machine) {
        if (layout.memberNames().contains(machine)) {
            crashMember(machine);
        } else {
            crashAgent(new NodeId(machine), true);
        }
    }

    public void start(String machine) {
        if (layout.memberNames().contains(machine)) {
            startMember(machine);
        } else {
            startNode(new NodeId(machine));
        }
    }

    /** The program stands still. */
    public void pause(String machine) {
        if (layout.memberNames().contains(machine)) {
            pauseMember(machine, true);
        } else {
            pauseAgent(new NodeId(machine), true);
        }
    }

    // Members.

    public void crashMember(String name) {
        Member member = around.member(name);
        if (member.program().isAlive()) {
            around.trace().line(name, () -> "dies");
            member.die();
            List.copyOf(around.sessions()).stream()
                    .filter(session -> session.member() == member)
                    .forEach(session -> session.memberDied(true));
        }
    }

    public void startMember(String name) {
        Member member = around.member(name);
        if (!member.program().isAlive()) {
            around.trace().line(name, () -> "starts");
            member.reborn();
            member.gossip(GOSSIP);
        }
    }

    /** The program stands still, or goes on. */
    public void pauseMember(String name, boolean isPaused) {
        pause(around.member(name).program(), isPaused);
    }

    public void freezeFleet(String member, boolean isFrozen) {
        FleetCopy fleet = around.member(member).fleetCopy();
        if (isFrozen) {
            fleet.freeze();
        } else {
            fleet.thaw();
        }
    }

    /** The next write is the last deed of a member; empty: it may write as it likes. */
    public void dieAtNextWrite(String member, Optional<Journal.Moment> moment) {
        around.journal().dieAtNextWrite(member, moment);
    }

    public void move(EntityRef entity) {
        cluster.move(entity);
    }

    // Nodes.

    public void startNode(NodeId id) {
        node(id).start();
        around.lookAtSessions();
    }

    public void crashAgent(NodeId id, boolean withMachine) {
        if (node(id).program().isAlive() || withMachine) {
            node(id).die(withMachine);
            around.lookAtSessions();
        }
    }

    public void pauseAgent(NodeId id, boolean isPaused) {
        pause(node(id).program(), isPaused);
    }

    public void loseSession(NodeId id) {
        node(id).loseSession();
    }

    public void trouble(NodeId id, Machine.Trouble trouble) {
        node(id).machine().trouble(trouble);
    }

    public void crashContainers(NodeId id, double share) {
        node(id).machine().crashContainers(share);
    }

    // Everything else.

    public void cut(Network.Link link, boolean isCut) {
        if (isCut) {
            around.network().cut(link);
        } else {
            around.network().heal(link);
        }
    }

    public void weather(Network.Weather weather) {
        around.network().weather(weather);
    }

    public void trouble(Journal.Trouble trouble) {
        around.journal().trouble(trouble);
    }

    public void skew(String party, Duration skew) {
        around.members().stream()
                .map(Member::program)
                .filter(program -> program.name().equals(party))
                .forEach(program -> program.skew(skew));
        nodes.values().stream()
                .map(AgentHost::program)
                .filter(program -> program.name().equals(party))
                .forEach(program -> program.skew(skew));
    }

    private void pause(Program program, boolean isPaused) {
        around.trace().line(program.name(), () -> isPaused ? "stands still" : "goes on");
        if (isPaused) {
            program.pause();
        } else {
            program.resume();
        }
        around.lookAtSessions();
    }
}
