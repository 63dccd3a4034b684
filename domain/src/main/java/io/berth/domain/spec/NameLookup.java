package io.berth.domain.spec;

import java.util.List;

/**
 * How a container finds others by name, beyond what its networks tell.
 *
 * @param hosts lines of its hosts file, each an address and one or more names
 * @param nameservers addresses; empty for the node's
 * @param search domains that are tried after a name
 * @param options of the resolver, such as {@code ndots:1}
 */
public record NameLookup(List<String> hosts, List<String> nameservers, List<String> search, List<String> options) {
    /** As the runtime has it. */
    public static final NameLookup USUAL = new NameLookup(List.of(), List.of(), List.of(), List.of());

    public NameLookup {
        hosts = List.copyOf(hosts);
        nameservers = List.copyOf(nameservers);
        search = List.copyOf(search);
        options = List.copyOf(options);
    }
}
