package io.berth.persistence.codec;

import static io.berth.persistence.codec.Values.FLAG;
import static io.berth.persistence.codec.Values.INSTANT;
import static io.berth.persistence.codec.Values.INT;
import static io.berth.persistence.codec.Values.LONG;
import static io.berth.persistence.codec.Values.PRESENT_INT;
import static io.berth.persistence.codec.Values.TEXT;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.ReservedTask;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The codec of tasks' names, statuses and groups, which services and nodes share. */
final class TaskCodec {
    static final Codec<TaskId> TASK = TEXT.as(TaskId::new, TaskId::value);
    static final Codec<List<TaskId>> TASKS = Groups.list(TASK);
    static final Codec<NodeId> NODE = TEXT.as(NodeId::new, NodeId::value);

    /** A number, or the node of a global service; {@code [number, node]} if there are both. */
    static final Codec<Slot> SLOT = new Codec<>() {
        @Override
        public void write(JsonGenerator out, Slot slot) throws IOException {
            if (slot.node().isEmpty()) {
                out.writeNumber(slot.number());
            } else if (slot.number() == 0) {
                out.writeString(slot.node());
            } else {
                out.writeStartArray(slot, 2);
                out.writeNumber(slot.number());
                out.writeString(slot.node());
                out.writeEndArray();
            }
        }

        @Override
        public Slot read(JsonParser in) throws IOException {
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                return Slot.onNode(in.getText());
            }
            if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                return Slot.of(in.getIntValue());
            }
            Tokens.expect(in, JsonToken.START_ARRAY, "a slot");
            Tokens.next(in);
            int number = INT.read(in);
            Tokens.next(in);
            String node = TEXT.read(in);
            Tokens.next(in);
            Tokens.expect(in, JsonToken.END_ARRAY, "number and node only");
            return new Slot(number, node);
        }
    };

    static final Codec<List<Slot>> SLOTS = Groups.list(SLOT);
    static final Codec<TaskStatus> STATUS = status();
    static final Codec<List<TaskReport>> REPORTS = Groups.list(report());
    static final Codec<List<ReservedTask>> RESERVED = Groups.list(reserved());
    static final Codec<TaskGroup> GROUP = group();
    static final Codec<TaskGroup.Key> GROUP_KEY = groupKey();

    private TaskCodec() {}

    private static Codec<TaskState> state() {
        return Words.of(TaskState.values(), state -> switch (state) {
            case NEW -> "new";
            case ASSIGNED -> "assigned";
            case ACCEPTED -> "accepted";
            case PREPARING -> "preparing";
            case STARTING -> "starting";
            case RUNNING -> "running";
            case COMPLETE -> "complete";
            case FAILED -> "failed";
            case SHUTDOWN -> "shutdown";
            case REJECTED -> "rejected";
            case LOST -> "lost";
            case REMOVED -> "removed";
        });
    }

    private static Codec<TaskStatus> status() {
        var shape = Shape.<TaskStatus>of("a task's status");
        var state = shape.always("is", state(), TaskStatus::state);
        var at = shape.always("at", INSTANT, TaskStatus::at);
        var message = shape.unless("", "msg", TEXT, TaskStatus::message);
        var error = shape.unless("", "err", TEXT, TaskStatus::error);
        var exitCode = shape.unless(OptionalInt.empty(), "exit", PRESENT_INT, TaskStatus::exitCode);
        var containers = shape.unless(List.of(), "ctrs", Groups.list(container()), TaskStatus::containers);
        var ports = shape.unless(List.of(), "ports", Groups.list(hostPort()), TaskStatus::ports);
        return shape.made(row -> new TaskStatus(
                row.get(state),
                row.get(at),
                row.get(message),
                row.get(error),
                row.get(exitCode),
                row.get(containers),
                row.get(ports)));
    }

    private static Codec<ContainerStatus> container() {
        var shape = Shape.<ContainerStatus>of("a container's status");
        var name = shape.always("name", TEXT, ContainerStatus::name);
        var runtimeId = shape.unless("", "id", TEXT, ContainerStatus::runtimeId);
        var running = shape.unless(false, "runs", FLAG, ContainerStatus::running);
        var exitCode = shape.unless(OptionalInt.empty(), "exit", PRESENT_INT, ContainerStatus::exitCode);
        var restarts = shape.unless(0, "n", INT, ContainerStatus::restarts);
        return shape.made(row -> new ContainerStatus(
                row.get(name), row.get(runtimeId), row.get(running), row.get(exitCode), row.get(restarts)));
    }

    private static Codec<HostPort> hostPort() {
        var shape = Shape.<HostPort>of("a port on the node");
        var protocol = shape.unless("tcp", "proto", TEXT, HostPort::protocol);
        var target = shape.unless(0, "to", INT, HostPort::target);
        var published = shape.unless(0, "on", INT, HostPort::published);
        return shape.made(row -> new HostPort(row.get(protocol), row.get(target), row.get(published)));
    }

    private static Codec<TaskReport> report() {
        var shape = Shape.<TaskReport>of("a task report");
        var task = shape.always("task", TASK, TaskReport::task);
        var status = shape.always("st", STATUS, TaskReport::status);
        return shape.made(row -> new TaskReport(row.get(task), row.get(status)));
    }

    private static Codec<ReservedTask> reserved() {
        var shape = Shape.<ReservedTask>of("a reserved task");
        var task = shape.always("task", TASK, ReservedTask::task);
        var slot = shape.always("slot", SLOT, ReservedTask::slot);
        return shape.made(row -> new ReservedTask(row.get(task), row.get(slot)));
    }

    private static Codec<TaskGroup> group() {
        var shape = Shape.<TaskGroup>of("a task group");
        var service = shape.always("service", SpecCodec.SERVICE_ID, TaskGroup::service);
        var uid = shape.always("uid", TEXT, TaskGroup::serviceUid);
        var revision = shape.always("rev", LONG, TaskGroup::revision);
        var template = shape.always("template", SpecCodec.TEMPLATE, TaskGroup::template);
        List<PortSpec> noPorts = List.of();
        var ports = shape.unless(noPorts, "ports", SpecCodec.PORTS, TaskGroup::ports);
        var labels = shape.unless(Map.of(), "labels", ContainerCodec.LABELS, TaskGroup::serviceLabels);
        return shape.made(row -> new TaskGroup(
                row.get(service), row.get(uid), row.get(revision), row.get(template), row.get(ports), row.get(labels)));
    }

    private static Codec<TaskGroup.Key> groupKey() {
        var shape = Shape.<TaskGroup.Key>of("a group's key");
        var uid = shape.always("uid", TEXT, TaskGroup.Key::serviceUid);
        var revision = shape.always("rev", LONG, TaskGroup.Key::revision);
        return shape.made(row -> new TaskGroup.Key(row.get(uid), row.get(revision)));
    }
}
