package io.berth.agent.ingress;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A connection that has come in and looks for a task; nothing is read from it until one has taken it. While no task
 * answers it waits for a while: the next one may be about to start.
 */
final class Frontend extends ChannelInboundHandlerAdapter {
    /** How long a connection waits for a task that answers. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int CONNECT_TIMEOUT_MILLIS = 1_500;
    private static final long RETRY_MILLIS = 50;

    private final Backends backends;
    private final Set<Backend> tried = new HashSet<>();
    private final long began = System.nanoTime();

    Frontend(Backends backends) {
        this.backends = backends;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connect(context);
    }

    private void connect(ChannelHandlerContext context) {
        Optional<Backend> next = backends.take(tried);
        if (next.isPresent()) {
            tried.add(next.get());
            connect(context, next.get());
        } else if (System.nanoTime() - began > PATIENCE.toNanos()) {
            var _ = context.close();
        } else {
            tried.clear();
            var _ = context.executor().schedule(() -> connect(context), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void connect(ChannelHandlerContext context, Backend backend) {
        ChannelFuture connecting = new Bootstrap()
                .group(context.channel().eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {}
                })
                .connect(backend.host, backend.port);
        var _ = connecting.channel().closeFuture().addListener(closed -> backends.release(backend));
        var _ = connecting.addListener(done -> {
            if (!done.isSuccess()) {
                backends.failed(backend);
                connect(context);
            } else if (context.channel().isActive()) {
                ClientAddress.tell(context.channel(), connecting.channel(), backend.proxyProtocol);
                join((DuplexChannel) context.channel(), (DuplexChannel) connecting.channel());
            } else {
                var _ = connecting.channel().close();
            }
        });
    }

    private void join(DuplexChannel front, DuplexChannel back) {
        back.pipeline().addLast(new Relay(front));
        front.pipeline().replace(this, "relay", new Relay(back));
        front.config().setAutoRead(true);
        back.config().setAutoRead(true);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
