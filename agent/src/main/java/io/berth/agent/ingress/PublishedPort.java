package io.berth.agent.ingress;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One published port of this node. Where another program holds the port, it is tried again until it is free.
 */
final class PublishedPort {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedPort.class);
    private static final int BACKLOG = 1024;
    private static final long RETRY_MILLIS = 1_000;

    final Backends backends;
    private final PortKey key;
    private final Optional<InetAddress> address;
    private final EventLoopGroup loops;
    private final Consumer<PortKey> onChange;
    private @Nullable Channel listener;
    private boolean isClosed;
    private volatile String problem = "";

    /**
     * @param address on which it is opened; empty for all
     * @param onChange told when {@link #problem} has something else to say
     * @param onIdle told when a task that has left has no connections any more
     */
    PublishedPort(
            PortKey key,
            Optional<InetAddress> address,
            EventLoopGroup loops,
            Consumer<PortKey> onChange,
            Runnable onIdle) {
        this.key = key;
        this.address = address;
        this.loops = loops;
        this.onChange = onChange;
        this.backends = new Backends(onIdle);
    }

    PortKey key() {
        return key;
    }

    /** Why the port does not answer; empty if it does. */
    String problem() {
        return problem;
    }

    void open() {
        // The wildcard address: IPv4 and, where there is one, IPv6.
        InetSocketAddress place = address.map(one -> new InetSocketAddress(one, key.port()))
                .orElseGet(() -> new InetSocketAddress(key.port()));
        ChannelFuture binding = bind(place);
        var _ = binding.addListener(done -> {
            if (done.isSuccess()) {
                opened(binding.channel());
            } else {
                refused(String.valueOf(done.cause().getMessage()));
            }
        });
    }

    private ChannelFuture bind(InetSocketAddress place) {
        return key.protocol().equals("udp") ? bindDatagrams(place) : bindConnections(place);
    }

    private ChannelFuture bindDatagrams(InetSocketAddress place) {
        return new Bootstrap()
                .group(loops)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new DatagramFront(backends));
                    }
                })
                .bind(place);
    }

    private ChannelFuture bindConnections(InetSocketAddress place) {
        return new ServerBootstrap()
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
                })
                .bind(place);
    }

    private synchronized void opened(Channel channel) {
        listener = channel;
        if (isClosed) {
            var _ = channel.close();
            return;
        }
        boolean wasBroken = !problem.isEmpty();
        problem = "";
        LOG.info("port={} is published", key);
        if (wasBroken) {
            onChange.accept(key);
        }
    }

    private synchronized void refused(String why) {
        if (isClosed) {
            return;
        }
        boolean isNew = problem.isEmpty();
        problem = "published port " + key + " does not answer on this node: " + why + "; it is tried again";
        if (isNew) {
            LOG.warn("port={} cannot be published: {}", key, why);
            onChange.accept(key);
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
