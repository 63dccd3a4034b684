package io.berth.http.docker;

import java.util.List;
import java.util.Optional;

/**
 * What the specs of services may refer to.
 *
 * @param networks by id or name
 * @param secrets by id
 * @param configs by id
 */
record References(List<Item> networks, List<Item> secrets, List<Item> configs) {
    /**
     * One thing that a spec may refer to.
     *
     * @param id as the dialect shows it
     * @param name as the domain calls it
     * @param newest version of a secret or config, 0 of a network
     * @param isImplied whether tasks are on such a network anyway
     */
    record Item(String id, String name, long newest, boolean isImplied) {}

    static final References NONE = new References(List.of(), List.of(), List.of());

    References {
        networks = List.copyOf(networks);
        secrets = List.copyOf(secrets);
        configs = List.copyOf(configs);
    }

    /** The network that a target means: an id, a name, or the beginning of an id. */
    Item network(String target) {
        return SwarmIds.find("network", target, networks, Item::id, Item::name);
    }

    /** The id of a network by its name; the name itself if nobody knows it. */
    String networkId(String name) {
        return networks.stream()
                .filter(item -> item.name().equals(name))
                .map(Item::id)
                .findFirst()
                .orElse(name);
    }

    Optional<Item> secret(String id) {
        return byId(secrets, id);
    }

    Optional<Item> config(String id) {
        return byId(configs, id);
    }

    /** The id of a secret by its name, or empty. */
    String secretId(String name) {
        return byName(secrets, name);
    }

    /** The id of a config by its name, or empty. */
    String configId(String name) {
        return byName(configs, name);
    }

    private static Optional<Item> byId(List<Item> items, String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    private static String byName(List<Item> items, String name) {
        return items.stream()
                .filter(item -> item.name().equals(name))
                .map(Item::id)
                .findFirst()
                .orElse("");
    }
}
