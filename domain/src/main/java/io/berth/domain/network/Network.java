package io.berth.domain.network;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A network that services may name. The cluster keeps what it is; the engines of the nodes make it where a task needs it.
 *
 * @param id names it for ever
 * @param name unique in the cluster
 * @param driver such as {@code overlay}
 * @param options of the driver
 * @param labels set by the user
 * @param pools its addresses
 * @param isInternal whether it leads nowhere outside
 * @param isAttachable whether containers of no service may join it
 * @param hasIpv6 whether it was asked for IPv6
 * @param number counts the networks of this cluster, from 1; never used again
 * @param createdAt when it was created
 */
public record Network(
        String id,
        String name,
        String driver,
        Map<String, String> options,
        Map<String, String> labels,
        List<Pool> pools,
        boolean isInternal,
        boolean isAttachable,
        boolean hasIpv6,
        long number,
        Instant createdAt) {
    /**
     * Some addresses of a network.
     *
     * @param subnet in CIDR notation
     * @param gateway an address of it
     * @param range the part of it that tasks get addresses from, empty for all
     */
    public record Pool(String subnet, String gateway, String range) {}

    public Network {
        options = Map.copyOf(options);
        labels = Map.copyOf(labels);
        pools = List.copyOf(pools);
    }

    public Network withPools(List<Pool> newPools) {
        return new Network(
                id, name, driver, options, labels, newPools, isInternal, isAttachable, hasIpv6, number, createdAt);
    }

    /** With what the cluster gives it. */
    public Network created(long newNumber, Instant at) {
        return new Network(id, name, driver, options, labels, pools, isInternal, isAttachable, hasIpv6, newNumber, at);
    }
}
