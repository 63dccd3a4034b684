package io.berth.node.config;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where a member listens, and how it is reached.
 *
 * @param advertised name or IP address by which agents and other members reach it
 * @param bind address that the link and the cluster listen on
 * @param httpAddress that the API listens on
 * @param http port of the API, 0 for any free one
 * @param link port for agents, 0 for any free one
 * @param cluster port for other members, 0 for any free one
 * @param publishOn address on which its agent opens published ports; empty for all
 */
public record MemberPorts(
        String advertised,
        String bind,
        String httpAddress,
        int http,
        int link,
        int cluster,
        Optional<InetAddress> publishOn) {
    public static final int DEFAULT_HTTP = 7070;
    public static final int DEFAULT_LINK = 7071;
    public static final int DEFAULT_CLUSTER = 7072;
    public static final String LOOPBACK = "127.0.0.1";

    private static final int PORT_MAX = 65_535;

    public MemberPorts {
        checkPort("http port", http);
        checkPort("link port", link);
        checkPort("cluster port", cluster);
    }

    /** Published ports are opened on all addresses. */
    public MemberPorts(String advertised, String bind, String httpAddress, int http, int link, int cluster) {
        this(advertised, bind, httpAddress, http, link, cluster, Optional.empty());
    }

    /** Reached from this machine only. */
    public static MemberPorts local(String httpAddress, int http, int link) {
        return new MemberPorts(LOOPBACK, LOOPBACK, httpAddress, http, link, 0);
    }

    private static void checkPort(String name, int value) {
        if (value < 0 || value > PORT_MAX) {
            throw new IllegalArgumentException("%s must be 0..%d, got %d".formatted(name, PORT_MAX, value));
        }
    }
}
