package io.berth.agent.ingress;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;

/**
 * One direction of a connection: what comes in here goes out at the other side. Reads no faster than the other side
 * takes it, and passes an end of input on as an end of output. Both directions run on one event loop.
 */
final class Relay extends ChannelInboundHandlerAdapter {
    private final DuplexChannel other;
    private boolean hasEnded;

    Relay(DuplexChannel other) {
        this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var _ = other.write(message, other.voidPromise());
        if (!other.isWritable()) {
            context.channel().config().setAutoRead(false);
            other.flush();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        other.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        other.config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            hasEnded = true;
            Relay opposite = other.pipeline().get(Relay.class);
            boolean isOver = opposite == null || opposite.hasEnded;
            // Output that waits would be lost by a shutdown, so the end goes in line behind it.
            var _ = other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> {
                if (isOver) {
                    var _ = other.close();
                    closeWhenFlushed(context.channel());
                } else {
                    var _ = other.shutdownOutput();
                }
            });
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closeWhenFlushed(other);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
        closeWhenFlushed(other);
    }

    static void closeWhenFlushed(Channel channel) {
        if (channel.isActive()) {
            var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
