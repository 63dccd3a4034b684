package io.berth.chaos.simulator.world;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.claim.ClaimEvent;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Short names for people: tasks are called after their service, slot and number. */
public final class Names {
    private static final int UNKNOWN_LENGTH = 6;

    private final Map<TaskId, String> tasks = new HashMap<>();

    /** Learns the names of tasks from their assignment. */
    public void learn(EntityRef service, ServiceEvent.TasksAssigned event) {
        String name = ServiceId.parse(service.id()).name();
        event.tasks()
                .forEach(task ->
                        tasks.putIfAbsent(task.task(), "%s.%s#%d".formatted(name, task.slot(), tasks.size() + 1)));
    }

    /** An entity without the parts that are always the same. */
    String of(EntityRef entity) {
        return switch (entity.kind()) {
            case SERVICE -> ServiceId.parse(entity.id()).name();
            case NODE -> "node " + entity.id();
            case CLAIM, SECRET, CONFIG, CLUSTER -> entity.id();
        };
    }

    public String of(TaskId task) {
        return tasks.getOrDefault(task, task.value().substring(0, UNKNOWN_LENGTH));
    }

    private String all(List<TaskId> all) {
        return all.stream().map(this::of).collect(Collectors.joining(" "));
    }

    private String reports(List<TaskReport> reports) {
        return reports.stream()
                .map(report -> of(report.task()) + "=" + report.status().state().word())
                .collect(Collectors.joining(" "));
    }

    /** A command or an event in a few words. */
    String brief(Object thing) {
        String kind = thing.getClass().getSimpleName();
        String more = switch (thing) {
            case ServiceCommand command -> brief(command);
            case NodeCommand command -> brief(command);
            case ServiceEvent event -> brief(event);
            case NodeEvent event -> brief(event);
            case ClaimEvent.Claimed(var service, var uid, var _) -> service.name() + " " + uid;
            case ClaimEvent.Confirmed(var service, var uid, var _) -> service.name() + " " + uid;
            case ClaimEvent.Released(var service, var uid, var _, var _) -> service.name() + " " + uid;
            default -> "";
        };
        return more.isEmpty() ? kind : kind + " " + more;
    }

    private String brief(ServiceCommand command) {
        return switch (command) {
            case ServiceCommand.Put put -> spec(put.spec());
            case ServiceCommand.Scale(int replicas) -> "to " + replicas;
            case ServiceCommand.NodeAccepted(var node, var ids) -> node + " " + all(ids);
            case ServiceCommand.NodeRefused(var node, var ids, var why) -> node + " " + all(ids) + ": " + why;
            case ServiceCommand.NodeReported(var node, var reports) -> node + " " + reports(reports);
            case ServiceCommand.NodeEvicts(var node, var ids, var why, var _) -> node + " " + all(ids) + ": " + why;
            case ServiceCommand.ClaimAsks(var claim, var uid, var _) -> claim + " " + uid;
            case ServiceCommand.ClaimConfirmed(var claim, var _) -> claim;
            case ServiceCommand.ClaimReleased(var claim, var _) -> claim;
            default -> "";
        };
    }

    private String brief(NodeCommand command) {
        return switch (command) {
            case NodeCommand.Connect connect -> connect.session() + " holding " + reports(connect.inventory());
            case NodeCommand.Disconnect(var session, var reason) -> session + ": " + reason;
            case NodeCommand.Report(var session, var reports) -> session + " " + reports(reports);
            case NodeCommand.Reserve(var group, var ids) ->
                "revision %d %s"
                        .formatted(
                                group.revision(),
                                all(ids.stream().map(task -> task.task()).toList()));
            case NodeCommand.Stop(var _, var ids) -> all(ids);
            case NodeCommand.Release(var _, var ids) -> all(ids);
            case NodeCommand.Update(var labels, var availability, var _) ->
                labels.map(Object::toString).orElse("")
                        + availability.map(Object::toString).orElse("");
            default -> "";
        };
    }

    private String brief(ServiceEvent event) {
        return switch (event) {
            case ServiceEvent.ServiceCreated created -> created.uid() + " " + spec(created.spec());
            case ServiceEvent.SpecChanged changed ->
                "revision %d %s %s".formatted(changed.revision(), changed.change(), spec(changed.spec()));
            case ServiceEvent.SlotsChanged(var added, var removed) -> "+" + added + " -" + removed;
            case ServiceEvent.TasksAssigned(var revision, var assigned, var _) ->
                assigned.stream()
                        .map(task -> of(task.task()) + " to " + task.node())
                        .collect(Collectors.joining(", ", "revision " + revision + " ", ""));
            case ServiceEvent.SlotsPending(var slots, var _) -> slots.toString();
            case ServiceEvent.TasksRefused(var node, var ids, var why) -> node + " " + all(ids) + ": " + why;
            case ServiceEvent.TasksObserved(var node, var reports) -> node + " " + reports(reports);
            case ServiceEvent.TasksStopped(var ids, var reason) -> all(ids) + ": " + reason;
            case ServiceEvent.TasksEvicted(var node, var ids, var reason) -> node + " " + all(ids) + ": " + reason;
            case ServiceEvent.RestartPlanned planned -> "slot %s at %s".formatted(planned.slot(), planned.due());
            case ServiceEvent.RestartsEnded ended -> "slot %s: %s".formatted(ended.slot(), ended.reason());
            case ServiceEvent.RolloutStepped(var slots) -> slots.toString();
            case ServiceEvent.RolloutChanged(var status, var message) -> status + ": " + message;
            case ServiceEvent.ClaimHeld(var claim) -> claim;
            case ServiceEvent.ClaimLetGo(var claim) -> claim;
            default -> "";
        };
    }

    private String brief(NodeEvent event) {
        return switch (event) {
            case NodeEvent.AgentConnected connected -> connected.session();
            case NodeEvent.AgentDisconnected(var session, var reason, var _) -> session + ": " + reason;
            case NodeEvent.NodeUpdated(var labels, var availability) -> availability + " " + labels;
            case NodeEvent.TasksReserved(var _, var reserved) ->
                all(reserved.stream().map(task -> task.task()).toList());
            case NodeEvent.TasksStopRequested(var ids) -> all(ids);
            case NodeEvent.TasksReported(var reports) -> reports(reports);
            case NodeEvent.TasksReleased(var ids) -> all(ids);
            case NodeEvent.OrphansFound(var ids) ->
                all(ids.stream().map(TaskId::new).toList());
            default -> "";
        };
    }

    private static String spec(ServiceSpec spec) {
        return "%s of %s"
                .formatted(spec.mode(), spec.template().containers().getFirst().image());
    }
}
