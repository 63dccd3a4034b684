package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Chance;
import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.AgentMessage;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Outcome;
import io.berth.domain.rules.Conduct;
import io.berth.domain.rules.Context;
import io.berth.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One run of an entity on a member: the simulator's counterpart of the production shell, and as thin. One letter is
 * finished, its write included, before the next is opened.
 */
final class LiveEntity<S extends EntityState, C extends EntityCommand, E extends EntityEvent> {
    private enum Phase {
        OPENING,
        READY,
        WRITING,
        STOPPED
    }

    private final EntityRef ref;
    private final Conduct<S, C, E> conduct;
    private final Rules<S, C, E> rules;
    private final Member member;
    private final Chance seeds;
    private final Deque<Letter> inbox = new ArrayDeque<>();
    private Optional<Session> agent = Optional.empty();
    private Optional<Runnable> afterStop = Optional.empty();
    private Phase phase = Phase.OPENING;
    private S state;
    private long sequence;
    private long epoch;
    private int timers;

    LiveEntity(EntityRef ref, Rules<S, C, E> rules, Member member, Chance seeds) {
        this.ref = ref;
        this.rules = rules;
        this.conduct = new Conduct<>(ref, rules);
        this.member = member;
        this.seeds = seeds;
        this.state = rules.initial(ref.id());
    }

    void start() {
        member.journal().<S, E>open(ref, member.program(), opened -> {
            if (phase != Phase.OPENING) {
                return;
            }
            epoch = opened.epoch();
            state = opened.state();
            sequence = opened.sequence();
            phase = Phase.READY;
            member.trace(() -> "%s recovered at %d in epoch %d".formatted(member.brief(ref), sequence, epoch));
            member.publish(ref, sequence, state);
            tickIn(conduct.firstTick(state));
            work();
        });
    }

    void receive(Letter letter) {
        if (phase != Phase.STOPPED) {
            inbox.addLast(letter);
            work();
        }
    }

    private void work() {
        while (phase == Phase.READY && !inbox.isEmpty()) {
            switch (inbox.removeFirst()) {
                case Letter.Execute(var command, var cause, var reply) -> execute(rules(command), cause, reply);
                case Letter.Attach(var command, var session, var reply) -> {
                    attach(command, session);
                    execute(rules(command), new Cause("agent:" + ref.id(), command.session()), Optional.of(reply));
                }
                case Letter.Describe(var reply) -> member.send(reply, state);
                case Letter.Tick _ ->
                    conduct.tick(state)
                            .ifPresentOrElse(
                                    command -> execute(command, Cause.SYSTEM, Optional.empty()),
                                    () -> member.rest(ref));
            }
        }
    }

    /** Should the member with the agent's connection die, nobody else says that the connection has ended. */
    private void attach(NodeCommand.Connect command, Session session) {
        agent = Optional.of(session);
        conduct.agentAttached();
        NodeCommand.Disconnect gone =
                new NodeCommand.Disconnect(command.session(), "the member with the agent's connection is gone");
        session.watch(member.program(), () -> {
            if (agent.filter(present -> present == session).isPresent()) {
                receive(new Letter.Execute(gone, Cause.SYSTEM, Optional.empty()));
            }
        });
    }

    /** Safe because letters are addressed by kind, and a kind's commands are of one type. */
    @SuppressWarnings("unchecked")
    private C rules(EntityCommand command) {
        return (C) command;
    }

    private void execute(C command, Cause cause, Optional<Port<Outcome>> reply) {
        Context context = new Context(member.program().clock(), member.fleet().view(), seeds.next());
        Conduct.Turn<E> turn = conduct.decide(state, command, cause, context);
        member.traceDetail(() -> "%s < %s%s"
                .formatted(
                        member.brief(ref),
                        member.brief(command),
                        turn.refusal().map(why -> ": refused, " + why.text()).orElse("")));
        if (turn.events().isEmpty()) {
            recorded(turn, reply);
            return;
        }
        phase = Phase.WRITING;
        member.journal().write(ref, epoch, turn.events(), member.program(), written -> {
            if (phase != Phase.WRITING) {
                return;
            }
            phase = Phase.READY;
            if (written != Journal.Written.DONE) {
                member.trace(() -> "%s stops: its write was %s".formatted(member.brief(ref), written));
                stop();
                member.failed(ref);
                return;
            }
            turn.events().forEach(event -> state = rules.apply(state, event));
            sequence += turn.events().size();
            turn.events()
                    .forEach(event ->
                            member.trace(() -> "%s + %s".formatted(member.brief(ref), member.brief(event.event()))));
            member.publish(ref, sequence, state);
            recorded(turn, reply);
            afterStop.ifPresent(action -> {
                stop();
                action.run();
            });
            work();
        });
    }

    private void recorded(Conduct.Turn<E> turn, Optional<Port<Outcome>> reply) {
        Outcome outcome = turn.refusal()
                .<Outcome>map(Outcome.Rejected::new)
                .orElseGet(() -> new Outcome.Accepted(state, sequence));
        reply.ifPresent(to -> member.send(to, outcome));
        if (!turn.isMereRefusal()) {
            carryOn(turn);
        }
    }

    private void carryOn(Conduct.Turn<E> turn) {
        Instant now = member.program().clock();
        Conduct.Next next = conduct.follow(state, sequence, turn, now);
        for (Instruction instruction : next.instructions()) {
            switch (instruction) {
                case Instruction.Tell(var target, var command) -> member.tell(target, command, next.cause());
                case Instruction.ToAgent(AgentMessage message) ->
                    agent.ifPresent(to -> member.instruct(to, (AgentInstruction) message));
            }
        }
        timers++;
        next.tickAt().ifPresent(at -> tickIn(Duration.between(now, at)));
        next.watched()
                .ifPresentOrElse(
                        seen -> member.watchFleet(ref, seen),
                        () -> member.fleet().unwatch(ref));
    }

    private void tickIn(Duration delay) {
        int mine = ++timers;
        member.program().after(delay, () -> {
            if (mine == timers) {
                receive(new Letter.Tick());
            }
        });
    }

    /** Stops at once. What was in the inbox is answered, for whoever wants to pass it on. */
    List<Letter> stop() {
        phase = Phase.STOPPED;
        List<Letter> left = List.copyOf(inbox);
        inbox.clear();
        member.fleet().unwatch(ref);
        return left;
    }

    /** Finishes the write that is under way, then stops. */
    void handOver(Runnable then) {
        if (phase == Phase.WRITING) {
            afterStop = Optional.of(then);
        } else {
            stop();
            then.run();
        }
    }
}
