package io.berth.node.config;

import java.time.Duration;
import java.util.List;

/**
 * How a member finds its cluster.
 *
 * @param members where the other members' cluster ports are; empty for a member that is alone
 * @param token that lets it in the first time; empty if it has been in before, or creates the cluster
 * @param isCreating whether it creates the cluster if it has never been in one
 * @param isTuned whether a dead member is noticed sooner, at the price of taking a starved host for a dead one
 * @param certificates how long they are valid
 */
public record Membership(
        List<HostAndPort> members, String token, boolean isCreating, boolean isTuned, Duration certificates) {
    public static final Duration DEFAULT_LIFETIME = Duration.ofDays(90);
    /** Of a member that needs no others. */
    public static final Membership ALONE = new Membership(List.of(), "", true, false, DEFAULT_LIFETIME);

    public Membership {
        members = List.copyOf(members);
        if (certificates.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("certificates must be valid for at least a minute, got " + certificates);
        }
    }

    /** The members of a list in which {@code self} may stand too, so that one list serves all of them. */
    public static List<HostAndPort> others(HostAndPort self, String list) {
        return HostAndPort.parseAll(list, MemberPorts.DEFAULT_CLUSTER).stream()
                .filter(member -> !member.equals(self))
                .toList();
    }

    public boolean isAlone() {
        return members.isEmpty();
    }

    @Override
    public String toString() {
        return "Membership[members=%s, isCreating=%s]".formatted(members, isCreating);
    }
}
