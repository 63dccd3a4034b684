package io.berth.node.formation;

import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.link.LinkMessages;
import io.berth.link.proto.MembersGrpc;
import io.berth.link.proto.Wire;
import io.berth.link.proto.WireMembers;
import io.berth.sharding.agents.LogUnavailableException;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * The log of a task whose node has its session with another member, read from there as fast as its reader reads.
 *
 * @param member that is asked
 * @param node that runs the task
 * @param task whose log it is
 * @param query which lines
 */
public record RemoteLog(Channel member, NodeId node, TaskId task, LogQuery query) implements Flow.Publisher<LogLine> {
    /** The member that was asked has no session with the node. */
    public static final class Elsewhere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Elsewhere(String message) {
            super(message);
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super LogLine> reader) {
        WireMembers.ReadLogRequest request = WireMembers.ReadLogRequest.newBuilder()
                .setNodeId(node.value())
                .setTask(task.value())
                .setQuery(LinkMessages.write(query))
                .build();
        MembersGrpc.newStub(member).readLog(request, new Reading(reader));
    }

    /** One reading. */
    private final class Reading
            implements ClientResponseObserver<WireMembers.ReadLogRequest, Wire.LogLine>, Flow.Subscription {
        private final Flow.Subscriber<? super LogLine> reader;
        private Optional<ClientCallStreamObserver<WireMembers.ReadLogRequest>> call = Optional.empty();
        private volatile boolean isOver;

        Reading(Flow.Subscriber<? super LogLine> reader) {
            this.reader = reader;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<WireMembers.ReadLogRequest> stream) {
            stream.disableAutoRequestWithInitial(0);
            call = Optional.of(stream);
            reader.onSubscribe(this);
        }

        @Override
        public void request(long lines) {
            if (lines <= 0) {
                cancel();
                reader.onError(
                        new IllegalArgumentException("a reader must ask for at least one line, asked for " + lines));
                return;
            }
            call.ifPresent(stream -> stream.request((int) Math.min(lines, Integer.MAX_VALUE)));
        }

        @Override
        public void cancel() {
            isOver = true;
            call.ifPresent(stream -> stream.cancel("the reader has gone", null));
        }

        @Override
        public void onNext(Wire.LogLine line) {
            if (!isOver) {
                reader.onNext(LinkMessages.read(task, line));
            }
        }

        @Override
        public void onError(Throwable error) {
            if (isOver) {
                return;
            }
            isOver = true;
            Status status = Status.fromThrowable(error);
            String text = Optional.ofNullable(status.getDescription())
                    .orElseGet(() -> status.getCode().name());
            reader.onError(
                    status.getCode() == Status.Code.NOT_FOUND
                            ? new Elsewhere(text)
                            : new LogUnavailableException(
                                    "the log of task %s cannot be read from the member that node %s is connected to: %s"
                                            .formatted(task, node, text)));
        }

        @Override
        public void onCompleted() {
            if (!isOver) {
                isOver = true;
                reader.onComplete();
            }
        }
    }
}
