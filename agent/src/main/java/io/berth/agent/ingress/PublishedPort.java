package io.berth.agent.ingress;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One published port of this node, on all its addresses. Where another program holds the port, it is tried again until
 * it is free.
 */
final class PublishedPort {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedPort.class);
    private static final int BACKLOG = 1024;
    private static final long RETRY_MILLIS = 1_000;

    final Backends backends = new Backends();
    private final int port;
    private final EventLoopGroup loops;
    private final IntConsumer onChange;
    private @Nullable Channel listener;
    private boolean isClosed;
    private volatile String problem = "";

    PublishedPort(int port, EventLoopGroup loops, IntConsumer onChange) {
        this.port = port;
        this.loops = loops;
        this.onChange = onChange;
    }

    /** Why the port does not answer; empty if it does. */
    String problem() {
        return problem;
    }

    void open() {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Frontend(backends));
                    }
                });
        var binding = bootstrap.bind(port); // the wildcard address: IPv4 and, where there is one, IPv6
        var _ = binding.addListener(done -> {
            if (done.isSuccess()) {
                opened(binding.channel());
            } else {
                refused(String.valueOf(done.cause().getMessage()));
            }
        });
    }

    private synchronized void opened(Channel channel) {
        listener = channel;
        if (isClosed) {
            var _ = channel.close();
            return;
        }
        boolean wasBroken = !problem.isEmpty();
        problem = "";
        LOG.info("port={} is published", port);
        if (wasBroken) {
            onChange.accept(port);
        }
    }

    private synchronized void refused(String why) {
        if (isClosed) {
            return;
        }
        boolean isNew = problem.isEmpty();
        problem = "published port " + port + " does not answer on this node: " + why + "; it is tried again";
        if (isNew) {
            LOG.warn("port={} cannot be published: {}", port, why);
            onChange.accept(port);
        }
        var _ = loops.schedule(this::retry, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void retry() {
        if (!isClosed) {
            open();
        }
    }

    /** Takes no further connections; those that are open go on. */
    synchronized void close() {
        isClosed = true;
        Channel open = listener;
        if (open != null) {
            var _ = open.close();
        }
    }
}
