package io.berth.sharding.agents;

import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.task.TaskId;
import io.berth.link.LinkMessages;
import io.berth.link.proto.Wire;

/** What a session says to its agent besides instructions. */
final class Said {
    private Said() {}

    static Wire.ToAgent heartbeat() {
        return Wire.ToAgent.newBuilder()
                .setHeartbeat(Wire.Heartbeat.getDefaultInstance())
                .build();
    }

    static Wire.ToAgent openLog(String requestId, TaskId task, LogQuery query) {
        return Wire.ToAgent.newBuilder()
                .setOpenLog(Wire.OpenLog.newBuilder()
                        .setRequestId(requestId)
                        .setTask(task.value())
                        .setQuery(LinkMessages.write(query)))
                .build();
    }

    static Wire.ToAgent closeLog(String requestId) {
        return Wire.ToAgent.newBuilder()
                .setCloseLog(Wire.CloseLog.newBuilder().setRequestId(requestId))
                .build();
    }

    static Wire.ToAgent openEngine(String requestId, EngineRequest request) {
        return Wire.ToAgent.newBuilder()
                .setOpenEngine(
                        Wire.OpenEngine.newBuilder().setRequestId(requestId).setRequest(LinkMessages.write(request)))
                .build();
    }
}
