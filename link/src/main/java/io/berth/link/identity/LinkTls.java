package io.berth.link.identity;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/** TLS 1.3 for the link. */
public final class LinkTls {
    private static final String TLS = "TLSv1.3";

    private LinkTls() {}

    /** A server that shows its identity. Callers may show one too; who shows none may only ask to join. */
    public static UnaryOperator<NettyServerBuilder> server(LiveIdentity identity) {
        return builder -> {
            try {
                return builder.sslContext(
                        GrpcSslContexts.configure(SslContextBuilder.forServer(identity.keys()), SslProvider.JDK)
                                .trustManager(identity.trust())
                                .clientAuth(ClientAuth.OPTIONAL)
                                .protocols(TLS)
                                .build());
            } catch (SSLException e) {
                throw new IllegalStateException("TLS for the link cannot be set up: " + e.getMessage(), e);
            }
        };
    }

    /** A client that shows its identity, and checks the name of the member. */
    public static UnaryOperator<NettyChannelBuilder> client(LiveIdentity identity) {
        return client(SslContextBuilder.forClient().keyManager(identity.keys()).trustManager(identity.trust()));
    }

    /** A client without an identity that trusts the cluster of this pin. */
    static UnaryOperator<NettyChannelBuilder> pinned(String pin) {
        return client(SslContextBuilder.forClient().trustManager(new PinnedTrust(pin)));
    }

    private static UnaryOperator<NettyChannelBuilder> client(SslContextBuilder context) {
        return builder -> {
            try {
                return builder.sslContext(GrpcSslContexts.configure(context, SslProvider.JDK)
                        .protocols(TLS)
                        .build());
            } catch (SSLException e) {
                throw new IllegalStateException("TLS for the link cannot be set up: " + e.getMessage(), e);
            }
        };
    }
}
