package io.berth.http.event;

import io.berth.domain.claim.ClaimEvent;
import io.berth.domain.cluster.ClusterEvent;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.entity.Journaled;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.vault.VaultEvent;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every type of event that can be recorded, found from the domain's sealed interfaces. */
public final class EventTypes {
    private static final SortedMap<String, Class<?>> ALL = Collections.unmodifiableSortedMap(all());

    private EventTypes() {}

    private static SortedMap<String, Class<?>> all() {
        SortedMap<String, Class<?>> types = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            for (Class<?> event : interfaceOf(kind).getPermittedSubclasses()) {
                types.put(Journaled.type(kind, event), event);
            }
        }
        return types;
    }

    private static Class<?> interfaceOf(Kind kind) {
        return switch (kind) {
            case SERVICE -> ServiceEvent.class;
            case NODE -> NodeEvent.class;
            case SECRET, CONFIG -> VaultEvent.class;
            case CLAIM -> ClaimEvent.class;
            case CLUSTER -> ClusterEvent.class;
        };
    }

    /** The record of each type, such as {@code service.tasks-assigned}. */
    public static SortedMap<String, Class<?>> classes() {
        return ALL;
    }

    /** Whether a filter can name it: a type, or a kind of entity such as {@code service} for all of its types. */
    public static boolean isKnown(String word) {
        return ALL.containsKey(word)
                || Arrays.stream(Kind.values()).anyMatch(kind -> kind.word().equals(word));
    }
}
