package io.berth.agent.ingress;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A published UDP port. Datagrams of one sender go to one task until both have been silent for a while; a flow counts as
 * a connection. A flow to a task that leaves is not used for anything new, and answers may still come for a moment.
 * Touched by the event loop of its channel only.
 */
final class DatagramFront extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);
    private static final long SWEEP_MILLIS = 500;

    /** What one sender and one task say to each other. */
    private static final class Flow {
        private final Backend backend;
        private final ChannelFuture opening;
        private long lastUsed = System.nanoTime();

        Flow(Backend backend, ChannelFuture opening) {
            this.backend = backend;
            this.opening = opening;
        }

        boolean isSilentFor(Duration time) {
            return System.nanoTime() - lastUsed > time.toNanos();
        }
    }

    private final Backends backends;
    private final Map<InetSocketAddress, Flow> flows = new HashMap<>();

    DatagramFront(Backends backends) {
        this.backends = backends;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        var _ = context.executor()
                .scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        InetSocketAddress sender = packet.sender();
        Flow flow = flows.get(sender);
        if (flow == null || !flow.opening.channel().isOpen() || !backends.isTaking(flow.backend)) {
            Optional<Backend> next = backends.take(Set.of());
            if (next.isEmpty()) {
                return; // as with a host that does not answer
            }
            flow = open(context, sender, next.get());
            flows.put(sender, flow);
        }
        flow.lastUsed = System.nanoTime();
        ByteBuf content = packet.content().retain();
        var _ = flow.opening.addListener(done -> {
            if (done.isSuccess()) {
                var _ = ((ChannelFuture) done).channel().writeAndFlush(content);
            } else {
                content.release();
            }
        });
    }

    private Flow open(ChannelHandlerContext front, InetSocketAddress sender, Backend backend) {
        ChannelFuture opening = new Bootstrap()
                .group(front.channel().eventLoop())
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<DatagramChannel>() {
                    @Override
                    protected void initChannel(DatagramChannel channel) {
                        channel.pipeline().addLast(new Answers(front, sender, backend));
                    }
                })
                .connect(backend.host, backend.port);
        var _ = opening.channel().closeFuture().addListener(closed -> backends.release(backend));
        return new Flow(backend, opening);
    }

    /** Passes a task's answers on to the sender. */
    private final class Answers extends SimpleChannelInboundHandler<DatagramPacket> {
        private final ChannelHandlerContext front;
        private final InetSocketAddress sender;
        private final Backend backend;

        Answers(ChannelHandlerContext front, InetSocketAddress sender, Backend backend) {
            this.front = front;
            this.sender = sender;
            this.backend = backend;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket answer) {
            Flow flow = flows.get(sender);
            if (flow != null) {
                flow.lastUsed = System.nanoTime();
            }
            var _ = front.writeAndFlush(new DatagramPacket(answer.content().retain(), sender));
        }

        /** Nobody listens there: what the sender says next goes elsewhere. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            backends.failed(backend);
            var _ = context.close();
        }
    }

    /** Closed flows are swept away, too. */
    private void sweep() {
        for (Map.Entry<InetSocketAddress, Flow> entry : List.copyOf(flows.entrySet())) {
            Flow flow = entry.getValue();
            boolean isOver = flow.isSilentFor(backends.isTaking(flow.backend) ? IDLE : LAST_ANSWERS)
                    || !flow.opening.channel().isOpen();
            if (isOver) {
                flows.remove(entry.getKey(), flow);
                var _ = flow.opening.channel().close();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        for (Flow flow : flows.values()) {
            var _ = flow.opening.channel().close();
        }
        flows.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // An answer could not be sent: the port goes on for all others.
    }
}
