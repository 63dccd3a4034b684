package io.berth.sharding.agents;

import com.google.protobuf.ByteString;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.fleet.NodeId;
import io.berth.link.LinkMessages;
import io.berth.link.proto.MembersGrpc;
import io.berth.link.proto.Wire;
import io.berth.link.proto.WireMembers.CallEngineRequest;
import io.berth.link.proto.WireMembers.EngineOpening;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call of an engine whose node has its session with another member, passed on by that one as fast as its caller reads.
 * The members are asked in turn; the first that has the session begins to answer, the others say at once that they have not.
 */
public final class RemoteEngine
        implements ClientResponseObserver<CallEngineRequest, Wire.FromEngine>, Reading.Supply, EngineInput.Way {
    private final NodeId node;
    private final EngineRequest request;
    private final List<Channel> others;
    private final EngineExchange exchange;
    private @Nullable ClientCallStreamObserver<CallEngineRequest> call;
    private volatile boolean isTaken;
    private boolean isOver;

    private RemoteEngine(NodeId node, EngineRequest request, List<Channel> others, EngineExchange exchange) {
        this.node = node;
        this.request = request;
        this.others = others;
        this.exchange = exchange;
    }

    /**
     * Makes a call.
     *
     * @param members that may have the session of the node
     */
    public static EngineExchange call(List<Channel> members, NodeId node, EngineRequest request) {
        EngineExchange exchange = new EngineExchange(() -> {});
        exchange.head().whenComplete((_, _) -> later(EngineRequests.READ_WITHIN, exchange::cancelUnlessRead));
        ask(members, node, request, exchange);
        return exchange;
    }

    private static void ask(List<Channel> members, NodeId node, EngineRequest request, EngineExchange exchange) {
        if (members.isEmpty()) {
            exchange.fail(new EngineUnavailableException("node " + node
                    + " is connected to no member that answers, so its containers cannot be reached; "
                    + "see its state with: berth nodes"));
            return;
        }
        RemoteEngine asked = new RemoteEngine(node, request, members.subList(1, members.size()), exchange);
        var _ = MembersGrpc.newStub(members.getFirst()).callEngine(asked);
        asked.open();
        later(EngineRequests.ANSWER_WITHIN, asked::giveUpUnlessTaken);
    }

    private static void later(Duration delay, Runnable work) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(work);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<CallEngineRequest> stream) {
        stream.disableAutoRequestWithInitial(1);
        stream.setOnReadyHandler(exchange::isReady);
        call = stream;
    }

    private void open() {
        send(CallEngineRequest.newBuilder()
                .setOpening(EngineOpening.newBuilder().setNodeId(node.value()).setRequest(LinkMessages.write(request)))
                .build());
    }

    private void giveUpUnlessTaken() {
        if (!isTaken) {
            cancel("the member has not answered within " + EngineRequests.ANSWER_WITHIN.toSeconds() + " s");
        }
    }

    @Override
    public void onNext(Wire.FromEngine message) {
        if (isTaken) {
            exchange.receive(message);
            return;
        }
        isTaken = true;
        if (exchange.attach(this, this)) {
            more();
        } else {
            stop();
        }
    }

    @Override
    public void onError(Throwable error) {
        over();
        if (!isTaken) {
            ask(others, node, request, exchange);
            return;
        }
        Status status = Status.fromThrowable(error);
        exchange.fail(new EngineUnavailableException("the member that node " + node
                + " is connected to has stopped passing on its engine's answer: "
                + Optional.ofNullable(status.getDescription())
                        .orElseGet(() -> status.getCode().name())));
    }

    @Override
    public void onCompleted() {
        over();
        exchange.complete();
    }

    private synchronized void over() {
        isOver = true;
    }

    @Override
    public void more() {
        ClientCallStreamObserver<CallEngineRequest> stream = call;
        if (stream != null) {
            stream.request(1);
        }
    }

    @Override
    public void stop() {
        cancel("the caller has gone");
    }

    @Override
    public synchronized boolean hasRoom() {
        ClientCallStreamObserver<CallEngineRequest> stream = call;
        return !isOver && stream != null && stream.isReady();
    }

    @Override
    public void send(byte[] chunk) {
        send(CallEngineRequest.newBuilder().setData(ByteString.copyFrom(chunk)).build());
    }

    private synchronized void send(CallEngineRequest message) {
        ClientCallStreamObserver<CallEngineRequest> stream = call;
        if (!isOver && stream != null) {
            stream.onNext(message);
        }
    }

    /** There is no more input; answers go on. */
    @Override
    public synchronized void end() {
        ClientCallStreamObserver<CallEngineRequest> stream = call;
        if (!isOver && stream != null) {
            isOver = true;
            stream.onCompleted();
        }
    }

    private synchronized void cancel(String why) {
        ClientCallStreamObserver<CallEngineRequest> stream = call;
        isOver = true;
        if (stream != null) {
            stream.cancel(why, null);
        }
    }
}
