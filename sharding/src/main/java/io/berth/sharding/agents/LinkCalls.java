package io.berth.sharding.agents;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.link.LinkMessages;
import io.berth.link.TaskFile;
import io.berth.link.proto.LinkGrpc;
import io.berth.link.proto.Wire;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The calls that agents make. */
final class LinkCalls extends LinkGrpc.LinkImplBase {
    private final LinkTerms terms;
    private final NodeGate gate;
    private final TrafficGate traffic;
    private final Sessions sessions;
    private final LogRequests logs;
    private final EngineRequests engines;
    private final ScheduledExecutorService timer;

    LinkCalls(
            LinkTerms terms,
            NodeGate gate,
            TrafficGate traffic,
            Sessions sessions,
            LogRequests logs,
            EngineRequests engines,
            ScheduledExecutorService timer) {
        this.terms = terms;
        this.gate = gate;
        this.traffic = traffic;
        this.sessions = sessions;
        this.logs = logs;
        this.engines = engines;
        this.timer = timer;
    }

    @Override
    public StreamObserver<Wire.FromAgent> session(StreamObserver<Wire.ToAgent> toAgent) {
        return new AgentConnection(
                (ServerCallStreamObserver<Wire.ToAgent>) toAgent, terms, gate, traffic, sessions, timer, ended -> {
                    logs.sessionEnded(ended);
                    engines.sessionEnded(ended);
                });
    }

    @Override
    public StreamObserver<Wire.LogChunk> pushLog(StreamObserver<Wire.LogDone> done) {
        return new LogIntake(logs, (ServerCallStreamObserver<Wire.LogDone>) done);
    }

    @Override
    public StreamObserver<Wire.FromEngine> passEngine(StreamObserver<Wire.ToEngine> toEngine) {
        return new EngineIntake(engines, (ServerCallStreamObserver<Wire.ToEngine>) toEngine);
    }

    @Override
    public void fetchFiles(Wire.FetchFilesRequest request, StreamObserver<Wire.FetchFilesResponse> answer) {
        NodeId node = new NodeId(request.getNodeId());
        boolean isProven = sessions.of(node)
                .filter(session -> session.isProvenBy(request.getSession(), request.getKey()))
                .isPresent();
        if (!isProven) {
            answer.onError(Status.PERMISSION_DENIED
                    .withDescription("session " + request.getSession() + " is not the present session of node " + node
                            + " with this member; connect again")
                    .asRuntimeException());
            return;
        }
        gate.files(node, new TaskId(request.getTask())).whenComplete((files, error) -> answer(files, error, answer));
    }

    private static void answer(
            @Nullable List<TaskFile> files, @Nullable Throwable error, StreamObserver<Wire.FetchFilesResponse> answer) {
        if (files == null) {
            Throwable cause =
                    error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
            String text = cause == null ? "no files" : String.valueOf(cause.getMessage());
            answer.onError(Status.FAILED_PRECONDITION.withDescription(text).asRuntimeException());
            return;
        }
        answer.onNext(Wire.FetchFilesResponse.newBuilder()
                .addAllFiles(files.stream().map(LinkMessages::write).toList())
                .build());
        answer.onCompleted();
    }
}
