package io.berth.domain.command;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import java.util.List;
import java.util.OptionalLong;

/** What a service is asked. */
public sealed interface ServiceCommand extends EntityCommand {
    /**
     * Creates the service, or replaces its spec.
     *
     * @param uid for the new service; ignored if there is one
     * @param ifRevision the revision that the sender saw; 0 means "there is none", empty means "whatever there is"
     */
    record Put(String uid, ServiceSpec spec, OptionalLong ifRevision) implements ServiceCommand {}

    /** Changes the number of replicas. */
    record Scale(int replicas) implements ServiceCommand {}

    /** Puts the previous spec again. */
    record Rollback() implements ServiceCommand {}

    /** Replaces all tasks without any other change. */
    record Restart() implements ServiceCommand {}

    record PauseRollout() implements ServiceCommand {}

    record ResumeRollout() implements ServiceCommand {}

    record Remove() implements ServiceCommand {}

    /** A node has entered tasks in its books. */
    record NodeAccepted(NodeId node, List<TaskId> tasks) implements ServiceCommand {}

    /** A node refuses tasks; they have never been in its books. */
    record NodeRefused(NodeId node, List<TaskId> tasks, String reason) implements ServiceCommand {}

    /** A node passes on what its agent reports, or that tasks are lost. Repeated for ended tasks until released. */
    record NodeReported(NodeId node, List<TaskReport> reports) implements ServiceCommand {}

    /**
     * A node wants to be rid of tasks.
     *
     * @param canWait whether they may run on until others have taken over: it drains; else it no longer fits them
     */
    record NodeEvicts(NodeId node, List<TaskId> tasks, String reason, boolean canWait) implements ServiceCommand {}

    /**
     * A claim asks whether this creation of the service (still) wants it; answered to the claim.
     *
     * @param revision for which it was claimed
     */
    record ClaimAsks(String claim, String uid, long revision) implements ServiceCommand {}

    /** A claim has entered this service as its confirmed holder, as asked at this revision. */
    record ClaimConfirmed(String claim, long revision) implements ServiceCommand {}

    /** A claim has let go of this service, as asked at this revision. */
    record ClaimReleased(String claim, long revision) implements ServiceCommand {}

    /** Time has passed, or nodes have changed. */
    record Wake(boolean recovered) implements ServiceCommand {}
}
