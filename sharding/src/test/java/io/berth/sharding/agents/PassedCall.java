package io.berth.sharding.agents;

import com.google.protobuf.ByteString;
import io.berth.link.proto.LinkGrpc;
import io.berth.link.proto.Wire;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The agent's end of one call of its engine. */
final class PassedCall implements StreamObserver<Wire.ToEngine> {
    final Wire.OpenEngine open;
    final CompletableFuture<Status> end = new CompletableFuture<>();
    final StreamObserver<Wire.FromEngine> out;
    private final BlockingQueue<Wire.ToEngine> heard = new LinkedBlockingQueue<>();

    PassedCall(RawAgent agent, Wire.OpenEngine open) {
        this.open = open;
        this.out = LinkGrpc.newStub(agent.channel).passEngine(this);
    }

    /** The call that the agent is told to make. */
    static PassedCall begun(RawAgent agent) throws InterruptedException {
        PassedCall call = new PassedCall(agent, agent.hears().getOpenEngine());
        call.begin();
        return call;
    }

    static Wire.FromEngine.Builder data(String text) {
        return Wire.FromEngine.newBuilder().setData(ByteString.copyFromUtf8(text));
    }

    void begin() {
        say(Wire.FromEngine.newBuilder().setRequestId(open.getRequestId()));
    }

    void say(Wire.FromEngine.Builder message) {
        out.onNext(message.build());
    }

    Wire.ToEngine hears() throws InterruptedException {
        Wire.ToEngine message = heard.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("the agent heard nothing for 10 s; end: " + end);
        }
        return message;
    }

    @Override
    public void onNext(Wire.ToEngine message) {
        heard.add(message);
    }

    @Override
    public void onError(Throwable error) {
        end.complete(Status.fromThrowable(error));
    }

    @Override
    public void onCompleted() {
        end.complete(Status.OK);
    }
}
