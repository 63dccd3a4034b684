package io.berth.link;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import io.berth.link.proto.Wire;
import java.util.OptionalInt;

/** What agents say of tasks, from and to its messages. */
final class Reports {
    private static final String STATE = "TASK_STATE_";

    private Reports() {}

    static Wire.TaskReport write(TaskReport report) {
        return Wire.TaskReport.newBuilder()
                .setTask(report.task().value())
                .setStatus(write(report.status()))
                .build();
    }

    static TaskReport read(Wire.TaskReport message) {
        return new TaskReport(new TaskId(message.getTask()), read(message.getStatus()));
    }

    private static Wire.TaskStatus write(TaskStatus status) {
        Wire.TaskStatus.Builder message = Wire.TaskStatus.newBuilder()
                .setState(Values.write(status.state(), STATE, Wire.TaskState.class))
                .setAt(Values.write(status.at()))
                .setMessage(status.message())
                .setError(status.error())
                .addAllContainers(
                        status.containers().stream().map(Reports::write).toList())
                .addAllPorts(status.ports().stream().map(Reports::write).toList());
        status.exitCode().ifPresent(message::setExitCode);
        return message.build();
    }

    private static TaskStatus read(Wire.TaskStatus message) {
        return new TaskStatus(
                Values.read(message.getState(), STATE, TaskState.class),
                Values.read(message.getAt()),
                message.getMessage(),
                message.getError(),
                message.hasExitCode() ? OptionalInt.of(message.getExitCode()) : OptionalInt.empty(),
                message.getContainersList().stream().map(Reports::read).toList(),
                message.getPortsList().stream().map(Reports::read).toList());
    }

    private static Wire.ContainerStatus write(ContainerStatus status) {
        Wire.ContainerStatus.Builder message = Wire.ContainerStatus.newBuilder()
                .setName(status.name())
                .setRuntimeId(status.runtimeId())
                .setRunning(status.running())
                .setRestarts(status.restarts());
        status.exitCode().ifPresent(message::setExitCode);
        return message.build();
    }

    private static ContainerStatus read(Wire.ContainerStatus message) {
        return new ContainerStatus(
                message.getName(),
                message.getRuntimeId(),
                message.getRunning(),
                message.hasExitCode() ? OptionalInt.of(message.getExitCode()) : OptionalInt.empty(),
                message.getRestarts());
    }

    private static Wire.HostPort write(HostPort port) {
        return Wire.HostPort.newBuilder()
                .setProtocol(port.protocol())
                .setTarget(port.target())
                .setPublished(port.published())
                .build();
    }

    private static HostPort read(Wire.HostPort message) {
        return new HostPort(message.getProtocol(), message.getTarget(), message.getPublished());
    }
}
