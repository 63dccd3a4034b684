package io.berth.domain.spec;

import io.berth.domain.entity.EntityRef;

/**
 * Names a service: what the user calls it. A service that is removed and created again has the same id and another uid.
 *
 * @param kind {@code service} unless a dialect keeps kinds of the same name apart (a Kubernetes Deployment and a Job)
 * @param namespace {@code default} unless said otherwise
 * @param name unique within kind and namespace
 */
public record ServiceId(String kind, String namespace, String name) {
    public static ServiceId of(String name) {
        return new ServiceId("service", "default", name);
    }

    /** Reads {@code kind/namespace/name}. */
    public static ServiceId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("service id must be kind/namespace/name, got " + text);
        }
        return new ServiceId(parts[0], parts[1], parts[2]);
    }

    public EntityRef ref() {
        return new EntityRef(EntityRef.Kind.SERVICE, toString());
    }

    @Override
    public String toString() {
        return kind + "/" + namespace + "/" + name;
    }
}
