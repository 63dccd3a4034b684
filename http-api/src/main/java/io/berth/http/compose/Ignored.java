package io.berth.http.compose;

import java.util.Map;
import java.util.TreeMap;

/** Keys of the Compose Specification that are known and have no effect here, each with what to do instead. */
final class Ignored {
    private static final String LATER = "it is not supported yet";

    /** Of a service. */
    static final Map<String, String> OF_SERVICE = table("""
        build: images are not built here; build and push the image first and name it with image
        container_name: tasks have names of their own; use hostname for a name inside
        depends_on: services start together; let them retry, or wait in x-berth.init
        restart: use deploy.restart_policy
        links: services of a stack reach each other by name
        external_links: join an external network instead
        expose: ports are open between the services of a network
        network_mode: use networks
        profiles: all services are deployed; keep others in a file of their own
        scale: use deploy.replicas
        pull_policy: an image is pulled if the node does not have it; name a digest to be sure
        platform: use deploy.placement.constraints with node.platform.arch
        annotations: use labels
        develop: it is for one machine of a developer
        attach: it is for one machine of a developer; use berth logs
        stdin_open tty: tasks have no terminal
        logging: logs are kept by the node; use berth logs
        label_file: write the labels under labels
        volumes_from: name the same volume in both services
        mem_limit: use deploy.resources.limits.memory
        mem_reservation: use deploy.resources.reservations.memory
        cpus: use deploy.resources.limits.cpus
        credential_spec domainname extra_hosts mac_address models pids_limit: it is not supported yet
        post_start pre_stop provider read_only shm_size storage_opt sysctls: it is not supported yet
        use_api_socket: it is not supported yet
        init: name an image whose entrypoint reaps its children, such as tini
        blkio_config cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period: use deploy.resources
        cpu_rt_runtime cpu_shares cpuset mem_swappiness memswap_limit: use deploy.resources
        oom_kill_disable oom_score_adj: use deploy.resources
        cap_add cap_drop cgroup cgroup_parent: tasks get no more of their node than a plain container has
        device_cgroup_rules devices gpus: tasks get no more of their node than a plain container has
        group_add ipc pid privileged: tasks get no more of their node than a plain container has
        security_opt userns_mode uts: tasks get no more of their node than a plain container has
        dns dns_opt dns_search isolation runtime ulimits: set it in the node's container engine
        """);

    /** Of {@code deploy}. */
    static final Map<String, String> OF_DEPLOY = Map.of(
            "endpoint_mode", "published ports are always balanced over the service's tasks", "credential_spec", LATER);

    /** Of a mount in long syntax. */
    static final Map<String, String> OF_MOUNT = Map.of(
            "consistency", "all mounts are consistent",
            "bind", "bind mounts have no options here",
            "image", LATER);

    /** Of a port in long syntax. */
    static final Map<String, String> OF_PORT = Map.of(
            "app_protocol", "connections are balanced as they are",
            "host_ip", "ports are published on all addresses of a node");

    /** Of a network under a service. */
    static final Map<String, String> OF_JOINED_NETWORK = Map.of(
            "ipv4_address", "addresses are chosen by the network",
            "ipv6_address", "addresses are chosen by the network",
            "link_local_ips", "addresses are chosen by the network",
            "mac_address", "addresses are chosen by the network",
            "interface_name", "names are chosen by the network",
            "gw_priority", LATER,
            "priority", LATER,
            "driver_opts", LATER);

    /** Of a top-level network. */
    static final Map<String, String> OF_NETWORK = Map.of(
            "driver_opts", LATER,
            "attachable", LATER,
            "enable_ipv4", LATER,
            "enable_ipv6", LATER,
            "internal", LATER,
            "ipam", LATER);

    /** Of a top-level volume. */
    static final Map<String, String> OF_VOLUME =
            Map.of("driver", "volumes are the node's own", "driver_opts", "volumes are the node's own");

    /** Of a top-level secret or config. */
    static final Map<String, String> OF_FILE = Map.of(
            "driver", "values are kept by Berth itself",
            "driver_opts", "values are kept by Berth itself",
            "template_driver", "values are not templates; write placeholders into environment");

    /** Of a reference to a secret or config under a service. */
    static final Map<String, String> OF_FILE_REF = Map.of();

    /** Of the whole file. */
    static final Map<String, String> OF_ROOT = Map.of("models", LATER);

    private Ignored() {}

    /** Reads lines of {@code KEY KEY...: advice}. */
    private static Map<String, String> table(String lines) {
        Map<String, String> keys = new TreeMap<>();
        lines.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            for (String key : line.substring(0, colon).split(" ", -1)) {
                keys.put(key, line.substring(colon + 2));
            }
        });
        return Map.copyOf(keys);
    }
}
