package io.berth.link;

import com.google.protobuf.ByteString;
import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.EngineCall;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.task.TaskId;
import io.berth.link.proto.Wire;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The domain's words as messages ({@code write}) and back ({@code read}); each way round gives an equal value. Reading
 * throws {@link IllegalArgumentException} on what this version does not know; the text says what.
 */
public final class LinkMessages {
    private static final String FILE_KIND = "KIND_";
    private static final String ENGINE_CALL = "ENGINE_CALL_";

    private LinkMessages() {}

    public static Wire.ToAgent write(AgentInstruction instruction) {
        Wire.ToAgent.Builder message = Wire.ToAgent.newBuilder();
        switch (instruction) {
            case AgentInstruction.StartTask start ->
                message.setStartTask(Wire.StartTask.newBuilder().setAssignment(Assignments.write(start.assignment())));
            case AgentInstruction.StopTask stop ->
                message.setStopTask(
                        Wire.StopTask.newBuilder().setTask(stop.task().value()));
            case AgentInstruction.ForgetTask forget ->
                message.setForgetTask(
                        Wire.ForgetTask.newBuilder().setTask(forget.task().value()));
        }
        return message.build();
    }

    /** The instruction in a message; empty if the message is none, such as a welcome. */
    public static Optional<AgentInstruction> read(Wire.ToAgent message) {
        return switch (message.getMessageCase()) {
            case START_TASK ->
                Optional.of(new AgentInstruction.StartTask(
                        Assignments.read(message.getStartTask().getAssignment())));
            case STOP_TASK ->
                Optional.of(new AgentInstruction.StopTask(
                        new TaskId(message.getStopTask().getTask())));
            case FORGET_TASK ->
                Optional.of(new AgentInstruction.ForgetTask(
                        new TaskId(message.getForgetTask().getTask())));
            case WELCOME, REFUSED, OPEN_LOG, CLOSE_LOG, OPEN_ENGINE, HEARTBEAT, TRAFFIC, MESSAGE_NOT_SET ->
                Optional.empty();
        };
    }

    public static List<Wire.TaskReport> write(List<TaskReport> reports) {
        return reports.stream().map(Reports::write).toList();
    }

    public static List<TaskReport> read(List<Wire.TaskReport> messages) {
        return messages.stream().map(Reports::read).toList();
    }

    public static Wire.NodeInfo write(NodeInfo info) {
        return Wire.NodeInfo.newBuilder()
                .setHostname(info.hostname())
                .setAddress(info.address())
                .setPlatform(Values.write(info.platform()))
                .addAllRuntimes(info.runtimes())
                .setEngineVersion(info.engineVersion())
                .putAllEngineLabels(info.engineLabels())
                .setCapacity(Values.write(info.capacity()))
                .setIsManager(info.isManager())
                .build();
    }

    public static NodeInfo read(Wire.NodeInfo message) {
        return new NodeInfo(
                message.getHostname(),
                message.getAddress(),
                Values.read(message.getPlatform()),
                Set.copyOf(message.getRuntimesList()),
                message.getEngineVersion(),
                message.getEngineLabelsMap(),
                Values.read(message.getCapacity()),
                message.getIsManager());
    }

    public static Wire.LogQuery write(LogQuery query) {
        return Wire.LogQuery.newBuilder()
                .setFollow(query.follow())
                .setTail(query.tail())
                .setSince(Values.write(query.since()))
                .build();
    }

    public static LogQuery read(Wire.LogQuery message) {
        return new LogQuery(message.getFollow(), message.getTail(), Values.read(message.getSince()));
    }

    public static Wire.LogLine write(LogLine line) {
        return Wire.LogLine.newBuilder()
                .setContainer(line.container())
                .setIsError(line.isError())
                .setAt(Values.write(line.at()))
                .setText(line.text())
                .build();
    }

    /**
     * A line of a log.
     *
     * @param task that was asked for: the message does not repeat it
     */
    public static LogLine read(TaskId task, Wire.LogLine message) {
        return new LogLine(
                task, message.getContainer(), message.getIsError(), Values.read(message.getAt()), message.getText());
    }

    public static Wire.EngineRequest write(EngineRequest request) {
        return Wire.EngineRequest.newBuilder()
                .setCall(Values.write(request.call(), ENGINE_CALL, Wire.EngineCall.class))
                .setTask(request.task().map(TaskId::value).orElse(""))
                .setContainer(request.container())
                .setExec(request.exec())
                .setQuery(request.query())
                .setBody(request.body())
                .build();
    }

    public static EngineRequest read(Wire.EngineRequest message) {
        return new EngineRequest(
                Values.read(message.getCall(), ENGINE_CALL, EngineCall.class),
                Optional.of(message.getTask()).filter(task -> !task.isEmpty()).map(TaskId::new),
                message.getContainer(),
                message.getExec(),
                message.getQuery(),
                message.getBody());
    }

    public static Wire.TaskFile write(TaskFile file) {
        return Wire.TaskFile.newBuilder()
                .setKind(Values.write(file.kind(), FILE_KIND, Wire.TaskFile.Kind.class))
                .setName(file.name())
                .setVersion(file.version())
                .setValue(ByteString.copyFrom(file.value()))
                .build();
    }

    public static TaskFile read(Wire.TaskFile message) {
        return new TaskFile(
                Values.read(message.getKind(), FILE_KIND, TaskFile.Kind.class),
                message.getName(),
                message.getVersion(),
                message.getValue().toByteArray());
    }
}
