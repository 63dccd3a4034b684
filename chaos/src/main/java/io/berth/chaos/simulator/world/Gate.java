package io.berth.chaos.simulator.world;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.node.Booking;
import io.berth.domain.node.NodeState;
import io.berth.domain.spec.FileRef;
import io.berth.domain.vault.VaultState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The member's side of agents' sessions. */
final class Gate {
    private final Member member;
    private final Map<NodeId, Session> sessions = new LinkedHashMap<>();

    Gate(Member member) {
        this.member = member;
    }

    /** An agent says hello. Another session of the same node on this member is over. */
    void greet(Session session, NodeInfo info, List<TaskReport> inventory) {
        Optional<Session> old = Optional.ofNullable(sessions.put(session.node(), session));
        old.ifPresent(other -> other.endAtMember("the agent has connected again"));
        member.trace(() -> "session %s of %s begins".formatted(session.id(), session.node()));
        session.toAgent(() -> session.agent().welcome(session));
        member.attach(new NodeCommand.Connect(session.id(), info, inventory), session);
    }

    void report(Session session, List<TaskReport> reports) {
        tell(session, new NodeCommand.Report(session.id(), reports));
    }

    private void tell(Session session, NodeCommand command) {
        member.tell(session.node().ref(), command, new Cause("agent:" + session.node(), session.id()));
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
        tell(session, new NodeCommand.Disconnect(session.id(), reason));
    }

    void endAll(String reason) {
        List.copyOf(sessions.values()).forEach(session -> session.endAtMember(reason));
    }

    /** The program has ended, and its memory with it. */
    void forget() {
        sessions.clear();
    }
}
