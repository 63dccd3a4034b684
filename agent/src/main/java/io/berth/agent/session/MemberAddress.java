package io.berth.agent.session;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * Where a member listens for agents.
 *
 * @param host name or IP address
 * @param port 1..65535
 * @param security adds TLS to the connection, or says {@link NettyChannelBuilder#usePlaintext()}
 */
public record MemberAddress(String host, int port, UnaryOperator<NettyChannelBuilder> security) {
    /** Files of many configs come in one message. */
    private static final int MESSAGE_BYTES_MAX = 64 << 20;

    /** A member reached without encryption. */
    public static MemberAddress plaintext(String host, int port) {
        return new MemberAddress(host, port, NettyChannelBuilder::usePlaintext);
    }

    /** A connection that has not been tried yet; {@code executor} runs its callbacks. */
    ManagedChannel dial(Executor executor) {
        return security.apply(NettyChannelBuilder.forAddress(host, port))
                .executor(executor)
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .build();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
