package io.berth.sharding.agents;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Platform;
import io.berth.link.LinkMessages;
import io.berth.link.proto.LinkGrpc;
import io.berth.link.proto.Wire;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The other end of the wire, without any behaviour of its own. */
final class RawAgent extends Ear<Wire.ToAgent> implements AutoCloseable {
    static final String RUN = "run-1";
    static final NodeInfo INFO = new NodeInfo(
            "host", "127.0.0.1", new Platform("linux", "x86_64"), Set.of(), "", Map.of(), Resources.NONE, false);

    final ManagedChannel channel;
    final StreamObserver<Wire.FromAgent> out;

    RawAgent(int port) {
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        out = LinkGrpc.newStub(channel).session(this);
    }

    void hello(String node, String token, List<TaskReport> inventory) {
        say(Wire.FromAgent.newBuilder()
                .setHello(Wire.Hello.newBuilder()
                        .setNodeId(node)
                        .setToken(token)
                        .setRunId(RUN)
                        .setInfo(LinkMessages.write(INFO))
                        .addAllInventory(LinkMessages.write(inventory))));
    }

    void report(List<TaskReport> reports) {
        say(Wire.FromAgent.newBuilder()
                .setReports(Wire.Reports.newBuilder().addAllReports(LinkMessages.write(reports))));
    }

    void say(Wire.FromAgent.Builder message) {
        out.onNext(message.build());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
