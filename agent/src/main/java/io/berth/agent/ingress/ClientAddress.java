package io.berth.agent.ingress;

import io.berth.domain.spec.PortSpec.ProxyProtocol;
import io.netty.channel.Channel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Tells a task the address of a client, before the client's first byte. */
final class ClientAddress {
    private ClientAddress() {}

    /** Called on the event loop of {@code task}, before anything else is written there. */
    static void tell(Channel client, Channel task, ProxyProtocol how) {
        switch (how) {
            case NONE -> {}
            case V1 -> tell(client, task, HAProxyProtocolVersion.V1);
            case V2 -> tell(client, task, HAProxyProtocolVersion.V2);
        }
    }

    private static void tell(Channel client, Channel task, HAProxyProtocolVersion version) {
        InetSocketAddress from = (InetSocketAddress) client.remoteAddress();
        InetSocketAddress to = (InetSocketAddress) client.localAddress();
        HAProxyMessage message = new HAProxyMessage(
                version,
                HAProxyCommand.PROXY,
                from.getAddress() instanceof Inet6Address ? HAProxyProxiedProtocol.TCP6 : HAProxyProxiedProtocol.TCP4,
                withoutZone(from),
                withoutZone(to),
                from.getPort(),
                to.getPort());
        task.pipeline().addFirst(HAProxyMessageEncoder.INSTANCE);
        var _ = task.writeAndFlush(message);
        task.pipeline().remove(HAProxyMessageEncoder.INSTANCE);
    }

    /** A zone, as in {@code fe80::1%eth0}, means nothing elsewhere. */
    private static String withoutZone(InetSocketAddress address) {
        String text = address.getAddress().getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
