package io.berth.http;

import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Journaled;
import io.berth.domain.entity.Outcome;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.task.TaskId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** What the routes need of the rest of the member. Wired in {@code cluster-node}; a few lambdas in tests. */
public interface ControlPlane {
    /** Asks an entity. A put of a service claims its published ports first and fails with their refusal. */
    CompletionStage<Outcome> execute(EntityRef entity, EntityCommand command, Cause cause);

    /** The present state of every existing entity of a kind; shows whatever this client was answered before. */
    CompletionStage<Listing> list(EntityRef.Kind kind);

    /** The present state of one entity, or empty if it does not exist. */
    CompletionStage<Optional<Listing.Entry>> get(EntityRef entity);

    /** All nodes as this member knows them. */
    FleetView fleet();

    /** What is wrong with the published ports of a service on some nodes, a sentence each; nothing of it is recorded. */
    default Set<String> portProblems(ServiceId service) {
        return Set.of();
    }

    /**
     * Events in their one order, after {@code after}; follows live events for ever if {@code isLive}. Fails with
     * {@link PositionGone} if events after that position are not kept any more.
     */
    Source<Journaled, NotUsed> events(long after, boolean isLive);

    /** The position of the newest event, 0 if there is none. */
    long position();

    /** The position of the earliest event that is kept; 1 as long as nothing was ever deleted. */
    default long earliest() {
        return 1;
    }

    /** The events of one entity, the oldest kept one first. */
    Source<Journaled, NotUsed> history(EntityRef entity);

    /** Lines of a task's log from its node; fails with a message for the reader if the node cannot be reached. */
    Source<LogLine, NotUsed> logs(NodeId node, TaskId task, LogQuery query);

    /** Calls the container engine of a node; its agent allows only what is about its own tasks, or reads. */
    EngineExchange engine(NodeId node, EngineRequest request);

    /** Encrypts a secret's value (not more than 500 KiB) for the journal. */
    SealedValue seal(byte[] value);

    /** Decrypts a config's value. Never called for secrets. */
    byte[] open(SealedValue value);

    /** The secret of the join token with this id: 25 characters that follow from the cluster's key. */
    String tokenSecret(String id);

    /** Where this member is among the others. */
    Here here();

    /**
     * Where a member is.
     *
     * @param node of its own agent, if it has one
     * @param linkPort of all members, on which agents and newcomers are let in
     */
    record Here(Optional<NodeId> node, int linkPort) {}

    /** Whether this member can serve: started, and every entity recovered. The text says what is missing. */
    Optional<String> notReady();

    /** A start position that lies before the earliest kept event. */
    final class PositionGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long earliest;

        public PositionGone(long earliest) {
            super("events before position " + earliest + " are not kept any more");
            this.earliest = earliest;
        }

        /** The position of the earliest event that is kept. */
        public long earliest() {
            return earliest;
        }
    }
}
