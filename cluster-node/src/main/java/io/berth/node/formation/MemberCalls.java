package io.berth.node.formation;

import io.berth.domain.agent.LogLine;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.domain.trust.Role;
import io.berth.link.LinkMessages;
import io.berth.link.identity.Holder;
import io.berth.link.proto.MembersGrpc;
import io.berth.link.proto.Wire;
import io.berth.link.proto.WireMembers;
import io.berth.sharding.agents.LinkServer;
import io.berth.sharding.join.Callers;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers other members. */
public final class MemberCalls extends MembersGrpc.MembersImplBase {
    private final Supplier<Standing> standing;
    private final Supplier<Optional<LinkServer>> link;

    /**
     * @param standing of this member
     * @param link whose sessions have logs, once it is there
     */
    public MemberCalls(Supplier<Standing> standing, Supplier<Optional<LinkServer>> link) {
        this.standing = standing;
        this.link = link;
    }

    @Override
    public void stand(WireMembers.StandRequest request, StreamObserver<WireMembers.Standing> answer) {
        if (isMember(answer)) {
            Standing present = standing.get();
            answer.onNext(WireMembers.Standing.newBuilder()
                    .setName(present.name())
                    .setPhase(
                            switch (present.phase()) {
                                case LOOKING -> WireMembers.Standing.Phase.PHASE_LOOKING;
                                case FORMING -> WireMembers.Standing.Phase.PHASE_FORMING;
                                case JOINING -> WireMembers.Standing.Phase.PHASE_JOINING;
                                case UP -> WireMembers.Standing.Phase.PHASE_UP;
                            })
                    .setAddress(present.address())
                    .setShards(present.shards())
                    .build());
            answer.onCompleted();
        }
    }

    @Override
    public void readLog(WireMembers.ReadLogRequest request, StreamObserver<Wire.LogLine> answer) {
        if (!isMember(answer)) {
            return;
        }
        NodeId node = new NodeId(request.getNodeId());
        Optional<LinkServer> here = link.get().filter(server -> server.hasSession(node));
        if (here.isEmpty()) {
            answer.onError(Status.NOT_FOUND
                    .withDescription("node %s has no session with this member".formatted(node))
                    .asRuntimeException());
            return;
        }
        here.get()
                .logs(node, new TaskId(request.getTask()), LinkMessages.read(request.getQuery()))
                .subscribe(new Sending((ServerCallStreamObserver<Wire.LogLine>) answer));
    }

    @Override
    public StreamObserver<WireMembers.CallEngineRequest> callEngine(StreamObserver<Wire.FromEngine> answer) {
        if (!isMember(answer)) {
            return new Unheard<>();
        }
        Optional<LinkServer> here = link.get();
        if (here.isEmpty()) {
            answer.onError(Status.NOT_FOUND
                    .withDescription("this member has no sessions yet")
                    .asRuntimeException());
            return new Unheard<>();
        }
        return here.get().relay(answer);
    }

    /** What is sent on a call that has been refused. */
    private static final class Unheard<T> implements StreamObserver<T> {
        @Override
        public void onNext(T message) {}

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {}
    }

    private static boolean isMember(StreamObserver<?> answer) {
        boolean isMember =
                Callers.present().map(Holder::role).filter(Role.MEMBER::equals).isPresent();
        if (!isMember) {
            answer.onError(Status.PERMISSION_DENIED
                    .withDescription("only members may ask this")
                    .asRuntimeException());
        }
        return isMember;
    }

    /** Asks for a line whenever the other member takes one. */
    private static final class Sending implements Flow.Subscriber<LogLine> {
        private final ServerCallStreamObserver<Wire.LogLine> answer;
        private Flow.@Nullable Subscription lines;

        Sending(ServerCallStreamObserver<Wire.LogLine> answer) {
            this.answer = answer;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            lines = subscription;
            answer.setOnReadyHandler(() -> subscription.request(1));
            answer.setOnCancelHandler(subscription::cancel);
            if (answer.isReady()) {
                subscription.request(1);
            }
        }

        @Override
        public void onNext(LogLine line) {
            answer.onNext(LinkMessages.write(line));
            Flow.Subscription more = lines;
            if (more != null && answer.isReady()) {
                more.request(1);
            }
        }

        @Override
        public void onError(Throwable error) {
            answer.onError(Status.FAILED_PRECONDITION
                    .withDescription(String.valueOf(error.getMessage()))
                    .asRuntimeException());
        }

        @Override
        public void onComplete() {
            answer.onCompleted();
        }
    }
}
