package io.berth.chaos.simulator.world;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.node.Booking;
import io.berth.domain.node.NodeState;
import io.berth.domain.session.Dialogue;
import io.berth.domain.spec.FileRef;
import io.berth.domain.vault.VaultState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The member's side of agents' sessions. */
final class Gate {
    private final Member member;
    private final Map<NodeId, Session> sessions = new LinkedHashMap<>();
    private final Map<Session, Talk> talks = new LinkedHashMap<>();

    Gate(Member member) {
        this.member = member;
    }

    /** One session's dialogue with its node. */
    private final class Talk {
        private final Session session;
        private final Dialogue dialogue;
        private int timers;

        Talk(Session session, NodeCommand.Connect hello) {
            this.session = session;
            this.dialogue = new Dialogue(hello);
        }

        void goOn() {
            int mine = ++timers;
            while (mine == timers) {
                switch (dialogue.next(member.passed())) {
                    case Dialogue.Step.Ask(var question) -> ask(question);
                    case Dialogue.Step.End(var reason) -> session.endAtMember(reason);
                    case Dialogue.Step.Over _ -> {
                        talks.remove(session);
                        return;
                    }
                    case Dialogue.Step.Rest(var until) -> {
                        member.program().after(until.minus(member.passed()), () -> {
                            if (mine == timers) {
                                goOn();
                            }
                        });
                        return;
                    }
                }
            }
        }

        private void ask(Dialogue.Question question) {
            EntityRef node = session.node().ref();
            switch (question) {
                case Dialogue.Question.Look(var number) ->
                    member.look(node, state -> hears(() -> dialogue.found(number, ((NodeState) state).incarnation())));
                case Dialogue.Question.Say(var number, NodeCommand.Connect connect) ->
                    member.attach(connect, session, outcome -> hears(() -> answered(number, outcome)));
                case Dialogue.Question.Say(var number, var command) ->
                    member.relay(
                            node,
                            command,
                            new Cause("agent:" + session.node(), session.id()),
                            outcome -> hears(() -> answered(number, outcome)));
            }
        }

        /** An answer to a life of the program that is over concerns nobody. */
        private void hears(Runnable answer) {
            if (talks.get(session) == this) {
                answer.run();
                goOn();
            }
        }

        private void answered(long question, Outcome outcome) {
            switch (outcome) {
                case Outcome.Accepted _ -> dialogue.accepted(question, member.passed());
                case Outcome.Rejected(var rejection) -> dialogue.refused(question, rejection);
                case Outcome.Unknown _ -> {}
            }
        }
    }

    /** An agent says hello. Another session of the same node on this member is over. */
    void greet(Session session, String run, NodeInfo info, List<TaskReport> inventory) {
        Optional<Session> old = Optional.ofNullable(sessions.put(session.node(), session));
        old.ifPresent(other -> other.endAtMember("the agent has connected again"));
        member.trace(() -> "session %s of %s begins".formatted(session.id(), session.node()));
        session.toAgent(() -> session.agent().welcome(session));
        Talk talk =
                new Talk(session, new NodeCommand.Connect(session.id(), OptionalLong.empty(), run, info, inventory));
        talks.put(session, talk);
        talk.goOn();
    }

    void report(Session session, List<TaskReport> reports) {
        Optional.ofNullable(talks.get(session)).ifPresent(talk -> {
            talk.dialogue.report(reports);
            talk.goOn();
        });
    }

    /** The agent wants the secrets of a task: only what the node's books hold is given out. */
    void secrets(
            Session session, TaskAssignment task, List<FileRef> secrets, Consumer<FileRef> receive, Runnable fail) {
        member.describe(session.node().ref(), found -> {
            boolean isBooked = found.map(NodeState.class::cast)
                    .map(state -> state.bookings().get(task.task()))
                    .filter(Booking::isLive)
                    .isPresent();
            if (isBooked) {
                secrets.forEach(secret -> secret(session, task, secret, receive, fail));
            } else {
                session.toAgent(fail);
            }
        });
    }

    private void secret(
            Session session, TaskAssignment task, FileRef secret, Consumer<FileRef> receive, Runnable fail) {
        String id = task.service().namespace() + "/" + secret.name();
        member.describe(new EntityRef(EntityRef.Kind.SECRET, id), found -> {
            boolean isThere = found.map(VaultState.class::cast)
                    .map(state -> state.versions().get(secret.version()))
                    .isPresent();
            session.toAgent(isThere ? () -> receive.accept(secret) : fail);
        });
    }

    void sessionEnded(Session session, String reason) {
        member.trace(() -> "session %s of %s ends: %s".formatted(session.id(), session.node(), reason));
        sessions.remove(session.node(), session);
        Optional.ofNullable(talks.get(session)).ifPresent(talk -> {
            talk.dialogue.end(reason, member.passed());
            talk.goOn();
        });
    }

    void endAll(String reason) {
        List.copyOf(sessions.values()).forEach(session -> session.endAtMember(reason));
    }

    /** The program has ended, and its memory with it. */
    void forget() {
        sessions.clear();
        talks.clear();
    }
}
