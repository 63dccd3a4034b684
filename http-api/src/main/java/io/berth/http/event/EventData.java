package io.berth.http.event;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.claim.ClaimEvent;
import io.berth.domain.cluster.ClusterEvent;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.vault.VaultEvent;
import io.berth.http.json.Words;
import io.berth.http.spec.ResourcesView;
import io.berth.http.spec.SpecView;
import io.berth.http.why.ExplanationView;
import java.util.List;
import java.util.Map;

/** The details of an event as JSON shows them. Values of secrets and configs are left out. */
final class EventData {
    private EventData() {}

    static Map<String, Object> of(EntityEvent event) {
        return switch (event) {
            case ServiceEvent service -> service(service);
            case NodeEvent node -> node(node);
            case VaultEvent vault -> vault(vault);
            case ClaimEvent claim -> claim(claim);
            case ClusterEvent cluster -> cluster(cluster);
            default -> throw new IllegalStateException("no kind of entity has the event " + event);
        };
    }

    private static Map<String, Object> vault(VaultEvent event) {
        return switch (event) {
            case VaultEvent.ItemCreated(String uid) -> Map.of("uid", uid);
            case VaultEvent.ValueStored(long version, var value) -> Map.of("version", version, "size", value.size());
            case VaultEvent.LabelsChanged(var labels) -> Map.of("labels", labels);
            case VaultEvent.ItemRemoved _ -> Map.of();
        };
    }

    private static Map<String, Object> cluster(ClusterEvent event) {
        return switch (event) {
            case ClusterEvent.ClusterInitialised(String id, int shards) -> Map.of("cluster", id, "shards", shards);
            case ClusterEvent.NetworkCreated(var network) ->
                Map.of(
                        "id", network.id(),
                        "name", network.name(),
                        "driver", network.driver(),
                        "labels", network.labels());
            case ClusterEvent.NetworkRemoved(String id, String name) -> Map.of("id", id, "name", name);
            case ClusterEvent.SettingsChanged(var form) -> Map.of("dialect", form.dialect(), "settings", form.text());
            case ClusterEvent.AuthorityCreated(var authority) -> Map.of("certificate", authority.certificate());
            case ClusterEvent.TokenCreated(var token) ->
                Map.of(
                        "id", token.id(),
                        "role", token.role().word(),
                        "expiresAt", token.expiresAt().toString());
            case ClusterEvent.TokenRevoked(String id) -> Map.of("id", id);
            case ClusterEvent.CertificatesRevoked(var revocation) -> Map.of("name", revocation.name());
        };
    }

    private static Map<String, Object> claim(ClaimEvent event) {
        return switch (event) {
            case ClaimEvent.Claimed(var service, String uid, long _) ->
                Map.of("service", service.toString(), "uid", uid);
            case ClaimEvent.Confirmed(var service, String uid, long _) ->
                Map.of("service", service.toString(), "uid", uid);
            case ClaimEvent.Released(var service, String uid, String reason, long _) ->
                Map.of("service", service.toString(), "uid", uid, "reason", reason);
        };
    }

    private static Map<String, Object> service(ServiceEvent event) {
        return switch (event) {
            case ServiceEvent.ServiceCreated(var _, String uid, var spec) ->
                Map.of("uid", uid, "revision", 1, "spec", SpecView.of(spec));
            case ServiceEvent.SpecChanged(long revision, var spec, var change) ->
                Map.of("revision", revision, "change", Words.of(change), "spec", SpecView.of(spec));
            case ServiceEvent.SlotsChanged(var added, var removed) ->
                Map.of("added", slots(added), "removed", slots(removed));
            case ServiceEvent.RolloutStarted(long revision, var kind, int slots, String message) ->
                Map.of("revision", revision, "kind", Words.of(kind), "slots", slots, "message", message);
            case ServiceEvent.RolloutStepped(var slots) -> Map.of("slots", slots(slots));
            case ServiceEvent.RolloutChanged(var status, String message) ->
                Map.of("status", Words.of(status), "message", message);
            case ServiceEvent.ClaimHeld(String claim) -> Map.of("claim", claim);
            case ServiceEvent.ClaimLetGo(String claim) -> Map.of("claim", claim);
            default -> tasks(event);
        };
    }

    private static Map<String, Object> tasks(ServiceEvent event) {
        return switch (event) {
            case ServiceEvent.TasksAssigned(long revision, var tasks, var why) ->
                Map.of(
                        "revision",
                        revision,
                        "tasks",
                        tasks.stream()
                                .map(task -> Map.of(
                                        "task", task.task().value(),
                                        "slot", task.slot().toString(),
                                        "node", task.node().value()))
                                .toList(),
                        "why",
                        ExplanationView.of(why));
            case ServiceEvent.SlotsPending(var slots, var why) ->
                Map.of("slots", slots(slots), "why", ExplanationView.of(why));
            case ServiceEvent.TasksRefused(var node, var tasks, String reason) ->
                Map.of("node", node.value(), "tasks", ids(tasks), "reason", reason);
            case ServiceEvent.TasksObserved(var node, var reports) ->
                Map.of("node", node.value(), "tasks", reports(reports));
            case ServiceEvent.TasksStopped(var tasks, String reason) -> Map.of("tasks", ids(tasks), "reason", reason);
            case ServiceEvent.TasksEvicted(var node, var tasks, String reason) ->
                Map.of("node", node.value(), "tasks", ids(tasks), "reason", reason);
            case ServiceEvent.RestartPlanned(Slot slot, TaskId ended, var due, int attempt) ->
                Map.of("slot", slot.toString(), "ended", ended.value(), "due", due.toString(), "attempt", attempt);
            case ServiceEvent.RestartsEnded(Slot slot, TaskId ended, String reason) ->
                Map.of("slot", slot.toString(), "ended", ended.value(), "reason", reason);
            default -> Map.of();
        };
    }

    private static Map<String, Object> node(NodeEvent event) {
        return switch (event) {
            case NodeEvent.AgentConnected(var _, String _, long incarnation, String _, var info) ->
                Map.of(
                        "hostname", info.hostname(),
                        "address", info.address(),
                        "incarnation", incarnation,
                        "manager", info.isManager(),
                        "platform", info.platform().os() + "/" + info.platform().arch(),
                        "runtimes", info.runtimes().stream().sorted().toList(),
                        "engineVersion", info.engineVersion(),
                        "engineLabels", info.engineLabels(),
                        "capacity", ResourcesView.of(info.capacity()));
            case NodeEvent.AgentDisconnected(String _, String reason, var leaseEnds) ->
                Map.of("reason", reason, "leaseEnds", leaseEnds.toString());
            case NodeEvent.NodeWentDown(String reason) -> Map.of("reason", reason);
            case NodeEvent.NodeUpdated(var labels, var availability) ->
                Map.of("labels", labels, "availability", availability.word());
            case NodeEvent.TasksReserved(var group, var tasks) ->
                Map.of(
                        "service",
                        group.service().toString(),
                        "revision",
                        group.revision(),
                        "reserved",
                        ResourcesView.of(group.template().reserved()),
                        "tasks",
                        tasks.stream().map(task -> task.task().value()).toList());
            case NodeEvent.TasksStopRequested(var tasks) -> Map.of("tasks", ids(tasks));
            case NodeEvent.TasksReported(var reports) -> Map.of("tasks", reports(reports));
            case NodeEvent.TasksReleased(var tasks) -> Map.of("tasks", ids(tasks));
            case NodeEvent.OrphansFound(var ids) -> Map.of("ids", ids);
            case NodeEvent.NodeRemoved _ -> Map.of();
        };
    }

    private static List<String> slots(List<Slot> slots) {
        return slots.stream().map(Slot::toString).toList();
    }

    private static List<String> ids(List<TaskId> tasks) {
        return tasks.stream().map(TaskId::value).toList();
    }

    private static List<Map<String, Object>> reports(List<TaskReport> reports) {
        return reports.stream()
                .map(report -> Map.<String, Object>of(
                        "task", report.task().value(),
                        "state", report.status().state().word(),
                        "text", ServiceEventText.status(report.status())))
                .toList();
    }
}
