package io.berth.sharding.agents;

import com.google.protobuf.ByteString;
import io.berth.link.proto.LinkGrpc;
import io.berth.link.proto.Wire;
import io.grpc.stub.StreamObserver;

/** The agent's end of one call of its engine. */
final class PassedCall extends Ear<Wire.ToEngine> {
    final Wire.OpenEngine open;
    final StreamObserver<Wire.FromEngine> out;

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
}
