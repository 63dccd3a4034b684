package io.berth.sharding.wire;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.claim.ClaimState;
import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ReservedTask;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.command.VaultCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Rejection;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.network.Network;
import io.berth.domain.node.Booking;
import io.berth.domain.node.NodeState;
import io.berth.domain.placement.Explanation;
import io.berth.domain.placement.Veto;
import io.berth.domain.resource.Resources;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.service.Rollout;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.SlotState;
import io.berth.domain.service.Task;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.DialectForm;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.HealthCheck;
import io.berth.domain.spec.LogDriver;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.NameLookup;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.Platform;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.Sandbox;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import io.berth.domain.traffic.Endpoint;
import io.berth.domain.traffic.MeshWord;
import io.berth.domain.traffic.NodeProblem;
import io.berth.domain.traffic.PortEndpoints;
import io.berth.domain.traffic.PortProblem;
import io.berth.domain.traffic.ServiceEndpoints;
import io.berth.domain.trust.Authority;
import io.berth.domain.trust.JoinToken;
import io.berth.domain.trust.Revocation;
import io.berth.domain.trust.Role;
import io.berth.domain.trust.Trust;
import io.berth.domain.vault.VaultState;
import io.berth.sharding.directory.Directory;
import io.berth.sharding.directory.DirectoryMessage;
import io.berth.sharding.entity.Heard;
import io.berth.sharding.traffic.MeshMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The number of each type on the wire. A number is never given to another type, also when its type is gone; new types
 * take new numbers at the end of their group. Any change of a type here, a new field of a record too, is a new wire
 * version: Kryo reads exactly what the same version has written.
 */
final class WireTypes {
    static final int LIST = 10;
    static final int SET = 11;
    static final int SORTED_MAP = 12;
    static final int MAP = 13;

    private WireTypes() {}

    /** Every type but collections, by its number. */
    static SortedMap<Integer, Class<?>> all() {
        SortedMap<Integer, Class<?>> types = new TreeMap<>();
        addPlain(types);
        addSpecs(types);
        addShared(types);
        addStates(types);
        addCommands(types);
        addHoldingCommands(types);
        addTraffic(types);
        return types;
    }

    private static void addPlain(SortedMap<Integer, Class<?>> types) {
        types.put(20, Optional.class);
        types.put(21, OptionalInt.class);
        types.put(22, OptionalLong.class);
        types.put(23, Instant.class);
        types.put(24, Duration.class);
        types.put(25, Heard.class);
        types.put(30, WireMessage.Execute.class);
        types.put(31, WireMessage.Attach.class);
        types.put(32, WireMessage.Describe.class);
        types.put(33, WireMessage.AskDirectory.class);
        types.put(34, DirectoryMessage.Page.class);
        types.put(35, DirectoryMessage.Nodes.class);
        types.put(36, Directory.Entry.class);
        types.put(37, EntityRef.class);
        types.put(38, EntityRef.Kind.class);
        types.put(39, WireMessage.AgentSays.class);
        types.put(185, WireMessage.Knock.class);
    }

    private static void addSpecs(SortedMap<Integer, Class<?>> types) {
        types.put(40, Cause.class);
        types.put(41, Outcome.Accepted.class);
        types.put(42, Outcome.Rejected.class);
        types.put(43, Outcome.Unknown.class);
        types.put(44, Rejection.class);
        types.put(45, Rejection.Code.class);
        types.put(46, ServiceId.class);
        types.put(47, ServiceSpec.class);
        types.put(48, Mode.Replicated.class);
        types.put(49, Mode.Global.class);
        types.put(50, Mode.ReplicatedJob.class);
        types.put(51, Mode.GlobalJob.class);
        types.put(52, TaskTemplate.class);
        types.put(53, ContainerSpec.class);
        types.put(54, FileRef.class);
        types.put(55, HealthCheck.class);
        types.put(56, Mount.class);
        types.put(57, Mount.Type.class);
        types.put(58, PlacementSpec.class);
        types.put(59, PlacementSpec.Strategy.class);
        types.put(60, Constraint.class);
        types.put(61, Constraint.Operator.class);
        types.put(62, Platform.class);
        types.put(63, PortSpec.class);
        types.put(64, PortSpec.PublishMode.class);
        types.put(65, RestartPolicy.class);
        types.put(66, RestartPolicy.Condition.class);
        types.put(67, RestartPolicy.Place.class);
        types.put(68, RolloutPolicy.class);
        types.put(69, RolloutPolicy.FailureAction.class);
        types.put(70, RolloutPolicy.Order.class);
        types.put(71, Sandbox.class);
        types.put(72, Sandbox.Ulimit.class);
        types.put(73, NameLookup.class);
        types.put(74, LogDriver.class);
        types.put(75, Mount.Details.class);
        types.put(76, DialectForm.class);
        types.put(77, ServiceSpec.Endpoint.class);
    }

    private static void addShared(SortedMap<Integer, Class<?>> types) {
        types.put(100, Resources.class);
        types.put(101, TaskId.class);
        types.put(102, Slot.class);
        types.put(103, TaskState.class);
        types.put(104, TaskStatus.class);
        types.put(105, ContainerStatus.class);
        types.put(106, HostPort.class);
        types.put(107, TaskReport.class);
        types.put(108, TaskAssignment.class);
        types.put(109, AgentInstruction.StartTask.class);
        types.put(110, AgentInstruction.StopTask.class);
        types.put(111, AgentInstruction.ForgetTask.class);
        types.put(112, NodeId.class);
        types.put(113, NodeInfo.class);
        types.put(114, Availability.class);
        types.put(115, Liveness.class);
        types.put(116, Explanation.class);
        types.put(117, Explanation.Refusal.class);
        types.put(118, Explanation.Candidate.class);
        types.put(119, Veto.Filter.class);
        types.put(120, SealedValue.class);
    }

    private static void addStates(SortedMap<Integer, Class<?>> types) {
        types.put(150, ServiceState.class);
        types.put(151, Task.class);
        types.put(152, SlotState.class);
        types.put(153, Rollout.class);
        types.put(154, Rollout.Kind.class);
        types.put(155, Rollout.Status.class);
        types.put(156, NodeState.class);
        types.put(157, Booking.class);
        types.put(158, ClaimState.class);
        types.put(159, ClaimState.Holder.class);
        types.put(160, VaultState.class);
        types.put(161, ClusterState.class);
        types.put(162, Network.class);
        types.put(163, Network.Pool.class);
        types.put(164, Trust.class);
        types.put(165, Authority.class);
        types.put(166, JoinToken.class);
        types.put(167, Revocation.class);
        types.put(168, Role.class);
        types.put(169, ClaimState.Former.class);
    }

    private static void addCommands(SortedMap<Integer, Class<?>> types) {
        types.put(200, TaskGroup.class);
        types.put(201, TaskGroup.Key.class);
        types.put(202, ReservedTask.class);
        types.put(203, ServiceCommand.Put.class);
        types.put(204, ServiceCommand.Scale.class);
        types.put(205, ServiceCommand.Rollback.class);
        types.put(206, ServiceCommand.Restart.class);
        types.put(207, ServiceCommand.PauseRollout.class);
        types.put(208, ServiceCommand.ResumeRollout.class);
        types.put(209, ServiceCommand.Remove.class);
        types.put(210, ServiceCommand.NodeAccepted.class);
        types.put(211, ServiceCommand.NodeRefused.class);
        types.put(212, ServiceCommand.NodeReported.class);
        types.put(213, ServiceCommand.NodeEvicts.class);
        types.put(214, ServiceCommand.ClaimAsks.class);
        types.put(215, ServiceCommand.ClaimConfirmed.class);
        types.put(216, ServiceCommand.ClaimReleased.class);
        types.put(217, ServiceCommand.Wake.class);
        types.put(218, NodeCommand.Connect.class);
        types.put(219, NodeCommand.Disconnect.class);
        types.put(220, NodeCommand.Report.class);
        types.put(221, NodeCommand.ReportOrphans.class);
        types.put(222, NodeCommand.Reserve.class);
        types.put(223, NodeCommand.Stop.class);
        types.put(224, NodeCommand.Release.class);
        types.put(225, NodeCommand.Update.class);
        types.put(226, NodeCommand.Remove.class);
        types.put(227, NodeCommand.Wake.class);
    }

    private static void addHoldingCommands(SortedMap<Integer, Class<?>> types) {
        types.put(228, ClaimCommand.Claim.class);
        types.put(229, ClaimCommand.Confirm.class);
        types.put(230, ClaimCommand.Release.class);
        types.put(231, ClaimCommand.Wake.class);
        types.put(232, VaultCommand.Put.class);
        types.put(233, VaultCommand.Remove.class);
        types.put(234, VaultCommand.Wake.class);
        types.put(235, ClusterCommand.Initialise.class);
        types.put(236, ClusterCommand.Wake.class);
        types.put(237, ClusterCommand.CreateNetwork.class);
        types.put(238, ClusterCommand.RemoveNetwork.class);
        types.put(239, ClusterCommand.ChangeSettings.class);
        types.put(240, ClusterCommand.CreateAuthority.class);
        types.put(241, ClusterCommand.CreateToken.class);
        types.put(175, ClusterCommand.ReplaceToken.class);
        types.put(242, ClusterCommand.RevokeToken.class);
        types.put(243, ClusterCommand.RevokeCertificates.class);
        types.put(245, NodeCommand.Patch.class);
        types.put(246, NodeCommand.Announce.class);
    }

    private static void addTraffic(SortedMap<Integer, Class<?>> types) {
        types.put(315, MeshMessage.Changed.class);
        types.put(316, MeshMessage.Said.class);
        types.put(317, MeshMessage.Known.class);
        types.put(318, ServiceEndpoints.class);
        types.put(319, PortEndpoints.class);
        types.put(320, Endpoint.class);
        types.put(321, MeshWord.class);
        types.put(322, NodeProblem.class);
        types.put(323, PortProblem.class);
        types.put(324, PortSpec.ProxyProtocol.class);
    }
}
