package io.berth.http.docker;

import io.berth.domain.cluster.ClusterState;
import io.berth.domain.network.Network;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A network as Docker's clients see it: one that the cluster keeps, or one of those that are always there.
 *
 * @param network what there is to know
 * @param isPredefined whether it is always there
 * @param scope {@code swarm} or {@code local}
 */
record NetworkObject(Network network, boolean isPredefined, String scope) {
    static final String INGRESS = "ingress";
    static final String OVERLAY = "overlay";
    private static final String VXLAN = "com.docker.network.driver.overlay.vxlanid_list";
    private static final long FIRST_VXLAN = 4096;

    /** All networks of a cluster. */
    static List<NetworkObject> all(ClusterState cluster) {
        List<NetworkObject> all = new ArrayList<>();
        all.add(local(cluster, "bridge", "bridge"));
        all.add(local(cluster, "host", "host"));
        all.add(local(cluster, "none", "null"));
        Network.Pool published = new Network.Pool("10.0.0.0/24", "10.0.0.1", "");
        all.add(new NetworkObject(
                of(swarmId(INGRESS), INGRESS, OVERLAY, List.of(published), cluster.createdAt()), true, "swarm"));
        cluster.networks().forEach(network -> all.add(new NetworkObject(network, false, "swarm")));
        return all;
    }

    /** A service asks for a local network under the id that the swarm gives it. */
    NetworkObject inSwarm() {
        Network twin = of(swarmId(network.name()), network.name(), network.driver(), List.of(), network.createdAt());
        return new NetworkObject(twin, isPredefined, "swarm");
    }

    private static NetworkObject local(ClusterState cluster, String name, String driver) {
        return new NetworkObject(
                of(localId(cluster, name), name, driver, List.of(), cluster.createdAt()), true, "local");
    }

    private static Network of(String id, String name, String driver, List<Network.Pool> pools, Instant createdAt) {
        return new Network(id, name, driver, Map.of(), Map.of(), pools, false, false, false, 0, createdAt);
    }

    private static String swarmId(String name) {
        return SwarmIds.of("network/" + name);
    }

    private static String localId(ClusterState cluster, String name) {
        try {
            byte[] text = (cluster.clusterId() + "/network/" + name).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-256", e);
        }
    }

    String id() {
        return network.id();
    }

    String name() {
        return network.name();
    }

    boolean isIngress() {
        return isPredefined && name().equals(INGRESS);
    }

    GoObject json() {
        Map<String, String> options = new TreeMap<>(network.options());
        if (network.driver().equals(OVERLAY)) {
            options.put(VXLAN, Long.toString(FIRST_VXLAN + network.number()));
        }
        return GoObject.of("Name", network.name())
                .put("Id", network.id())
                .put("Created", network.createdAt())
                .put("Scope", scope)
                .put("Driver", network.driver())
                .put("EnableIPv4", true)
                .put("EnableIPv6", network.hasIpv6())
                .put("IPAM", addresses())
                .put("Internal", network.isInternal())
                .put("Attachable", network.isAttachable())
                .put("Ingress", isIngress())
                .put("ConfigFrom", GoObject.of("Network", ""))
                .put("ConfigOnly", false)
                .putNull("Containers")
                .put("Options", options)
                .put("Labels", network.labels());
    }

    private GoObject addresses() {
        List<GoObject> pools = network.pools().stream()
                .map(pool -> GoObject.of("Subnet", pool.subnet())
                        .putIfAny("IPRange", pool.range())
                        .putIfAny("Gateway", pool.gateway()))
                .toList();
        return GoObject.of("Driver", "default").putNull("Options").put("Config", pools);
    }
}
