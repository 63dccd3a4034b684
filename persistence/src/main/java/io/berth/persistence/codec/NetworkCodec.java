package io.berth.persistence.codec;

import static io.berth.persistence.codec.Values.FLAG;
import static io.berth.persistence.codec.Values.INSTANT;
import static io.berth.persistence.codec.Values.LONG;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.network.Network;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The codec of a network. */
final class NetworkCodec {
    static final Codec<Network> NETWORK = network();

    private NetworkCodec() {}

    private static Codec<Network> network() {
        var shape = Shape.<Network>of("a network");
        var id = shape.always("id", TEXT, Network::id);
        var name = shape.always("name", TEXT, Network::name);
        var driver = shape.unless("", "driver", TEXT, Network::driver);
        var options = shape.unless(Map.of(), "options", ContainerCodec.LABELS, Network::options);
        var labels = shape.unless(Map.of(), "labels", ContainerCodec.LABELS, Network::labels);
        var pools = shape.unless(List.of(), "pools", Groups.list(pool()), Network::pools);
        var isInternal = shape.unless(false, "internal", FLAG, Network::isInternal);
        var isAttachable = shape.unless(false, "attachable", FLAG, Network::isAttachable);
        var hasIpv6 = shape.unless(false, "ipv6", FLAG, Network::hasIpv6);
        var number = shape.unless(0L, "number", LONG, Network::number);
        var createdAt = shape.unless(Instant.EPOCH, "created", INSTANT, Network::createdAt);
        return shape.made(row -> new Network(
                row.get(id),
                row.get(name),
                row.get(driver),
                row.get(options),
                row.get(labels),
                row.get(pools),
                row.get(isInternal),
                row.get(isAttachable),
                row.get(hasIpv6),
                row.get(number),
                row.get(createdAt)));
    }

    private static Codec<Network.Pool> pool() {
        var shape = Shape.<Network.Pool>of("addresses of a network");
        var subnet = shape.always("subnet", TEXT, Network.Pool::subnet);
        var gateway = shape.unless("", "gateway", TEXT, Network.Pool::gateway);
        var range = shape.unless("", "range", TEXT, Network.Pool::range);
        return shape.made(row -> new Network.Pool(row.get(subnet), row.get(gateway), row.get(range)));
    }
}
