package io.berth.sharding.agents;

import com.google.protobuf.ByteString;
import io.berth.domain.agent.EngineHead;
import io.berth.domain.fleet.NodeId;
import io.berth.link.LinkMessages;
import io.berth.link.proto.Wire;
import io.berth.link.proto.WireMembers.CallEngineRequest;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** One call of another member, passed on to an engine whose node has its session here; each way as fast as the other end. */
final class EngineRelay implements StreamObserver<CallEngineRequest> {
    private final LinkServer server;
    private final ServerCallStreamObserver<Wire.FromEngine> answer;
    private volatile @Nullable EngineExchange exchange;
    private Flow.@Nullable Subscription output;
    private boolean isAsked;
    private boolean isOver;

    EngineRelay(LinkServer server, ServerCallStreamObserver<Wire.FromEngine> answer) {
        this.server = server;
        this.answer = answer;
        answer.disableAutoRequest();
        answer.setOnCancelHandler(this::gone);
        answer.setOnReadyHandler(this::ask);
        answer.request(1);
    }

    @Override
    public void onNext(CallEngineRequest message) {
        EngineExchange open = exchange;
        switch (message.getContentCase()) {
            case OPENING -> {
                if (open == null) {
                    open(
                            new NodeId(message.getOpening().getNodeId()),
                            message.getOpening().getRequest());
                }
            }
            case DATA -> {
                if (open != null) {
                    open.input().onNext(message.getData().toByteArray());
                }
            }
            case CONTENT_NOT_SET -> {}
        }
    }

    private void open(NodeId node, Wire.EngineRequest request) {
        if (!server.hasSession(node)) {
            refuse(Status.NOT_FOUND.withDescription("node %s has no session with this member".formatted(node)));
            return;
        }
        EngineExchange begun = server.engine(node, LinkMessages.read(request));
        exchange = begun;
        send(Wire.FromEngine.getDefaultInstance());
        begun.input().onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long chunks) {
                answer.request((int) Math.min(chunks, Integer.MAX_VALUE));
            }

            @Override
            public void cancel() {
                gone();
            }
        });
        begun.head().whenComplete((head, fault) -> {
            if (fault == null) {
                begin(begun, head);
            } else {
                onError(fault);
            }
        });
    }

    private void begin(EngineExchange begun, EngineHead head) {
        send(Wire.FromEngine.newBuilder()
                .setHead(Wire.EngineHead.newBuilder().setStatus(head.status()).putAllHeaders(head.headers()))
                .build());
        begun.output().subscribe(new Output());
    }

    /** The other member has no more input. */
    @Override
    public void onCompleted() {
        EngineExchange open = exchange;
        if (open != null) {
            open.input().onComplete();
        }
    }

    /** Takes one chunk if the other member has room for it. */
    private void ask() {
        Flow.Subscription from;
        synchronized (this) {
            from = output;
            if (from == null || isAsked || isOver || !answer.isReady()) {
                return;
            }
            isAsked = true;
        }
        from.request(1);
    }

    /** Either the engine's answer breaks off, or the other member does. */
    @Override
    public void onError(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        send(Wire.FromEngine.newBuilder()
                .setError(String.valueOf(cause.getMessage()))
                .build());
        complete();
        gone();
    }

    private synchronized void complete() {
        if (!isOver) {
            isOver = true;
            answer.onCompleted();
        }
    }

    private void gone() {
        synchronized (this) {
            isOver = true;
        }
        EngineExchange open = exchange;
        if (open != null) {
            open.cancel();
        }
    }

    private synchronized void refuse(Status why) {
        isOver = true;
        answer.onError(why.asRuntimeException());
    }

    private synchronized void send(Wire.FromEngine message) {
        if (!isOver) {
            answer.onNext(message);
        }
    }

    /** Takes what the engine answers. */
    private final class Output implements Flow.Subscriber<byte[]> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            synchronized (EngineRelay.this) {
                output = subscription;
            }
            ask();
        }

        @Override
        public void onNext(byte[] chunk) {
            send(Wire.FromEngine.newBuilder()
                    .setData(ByteString.copyFrom(chunk))
                    .build());
            synchronized (EngineRelay.this) {
                isAsked = false;
            }
            ask();
        }

        @Override
        public void onError(Throwable fault) {
            EngineRelay.this.onError(fault);
        }

        @Override
        public void onComplete() {
            complete();
        }
    }
}
