package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Agenda;
import io.berth.chaos.simulator.clock.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What everybody in a world can reach. */
final class Surroundings {
    private final long seed;
    private final Agenda agenda;
    private final RuleBook rules;
    private final Witness witness;
    private final Trace trace;
    private final Names names;
    private final Network network;
    private final Journal journal;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Session> sessions = new ArrayList<>();
    private int sessionCount;

    Surroundings(long seed, Agenda agenda, Blueprint blueprint, Witness witness, Trace trace, Names names) {
        this.seed = seed;
        this.agenda = agenda;
        this.rules = blueprint.rules();
        this.witness = witness;
        this.trace = trace;
        this.names = names;
        this.network = new Network(agenda, chance("network"));
        this.journal = blueprint.journal().create(rules, network, agenda, chance("journal"), witness);
        network.onChange(this::lookAtSessions);
    }

    Agenda agenda() {
        return agenda;
    }

    RuleBook rules() {
        return rules;
    }

    Witness witness() {
        return witness;
    }

    Trace trace() {
        return trace;
    }

    Names names() {
        return names;
    }

    Network network() {
        return network;
    }

    Journal journal() {
        return journal;
    }

    /** A stream of chance of its own for each part of the world. */
    Chance chance(String name) {
        return Chance.of(seed, name);
    }

    void add(Member member) {
        members.put(member.program().name(), member);
    }

    List<Member> members() {
        return List.copyOf(members.values());
    }

    Member member(String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    Session openSession(AgentHost agent, Member member) {
        sessions.removeIf(Session::isOver);
        Session session = new Session("s" + ++sessionCount, agent, member, this);
        sessions.add(session);
        session.look();
        return session;
    }

    List<Session> sessions() {
        return Collections.unmodifiableList(sessions);
    }

    /** To be called whenever somebody has fallen silent or can be heard again. */
    void lookAtSessions() {
        List.copyOf(sessions).forEach(Session::look);
    }
}
