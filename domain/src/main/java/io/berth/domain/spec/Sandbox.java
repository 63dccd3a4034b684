package io.berth.domain.spec;

import java.util.List;
import java.util.Map;

/**
 * What a container gets of its node's kernel beyond processor time and memory.
 *
 * @param groups further groups of its user, by name or number
 * @param readOnlyRoot whether it may not write to its image's files
 * @param init whether a first process of the runtime's own reaps its children
 * @param tty whether it has a terminal; its two outputs are one then
 * @param stdin whether its standard input stays open
 * @param capabilityAdd capabilities such as {@code CAP_NET_ADMIN} on top of the runtime's usual ones
 * @param capabilityDrop capabilities that it does not get
 * @param securityOptions as Docker's {@code --security-opt}, such as {@code no-new-privileges}
 * @param sysctls kernel parameters of its own namespaces
 * @param ulimits limits of its processes
 * @param pidsLimit how many processes it may have, 0 for no limit
 * @param oomScoreAdj whether the kernel ends it sooner (positive) or later when memory is short
 */
public record Sandbox(
        List<String> groups,
        boolean readOnlyRoot,
        boolean init,
        boolean tty,
        boolean stdin,
        List<String> capabilityAdd,
        List<String> capabilityDrop,
        List<String> securityOptions,
        Map<String, String> sysctls,
        List<Ulimit> ulimits,
        long pidsLimit,
        int oomScoreAdj) {
    /** What the runtime gives every container. */
    public static final Sandbox USUAL = new Sandbox(
            List.of(), false, false, false, false, List.of(), List.of(), List.of(), Map.of(), List.of(), 0, 0);

    public Sandbox {
        groups = List.copyOf(groups);
        capabilityAdd = List.copyOf(capabilityAdd);
        capabilityDrop = List.copyOf(capabilityDrop);
        securityOptions = List.copyOf(securityOptions);
        sysctls = Map.copyOf(sysctls);
        ulimits = List.copyOf(ulimits);
    }

    /**
     * A limit of processes.
     *
     * @param name such as {@code nofile}
     * @param soft what holds at first, -1 for none
     * @param hard to what the process may raise it, -1 for none
     */
    public record Ulimit(String name, long soft, long hard) {}
}
