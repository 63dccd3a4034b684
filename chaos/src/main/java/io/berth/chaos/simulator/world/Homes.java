package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Chance;
import io.berth.domain.entity.EntityRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which member is the home of each entity, as somebody knows it. Each entity draws lots over the members. */
final class Homes {
    private final long version;
    private final List<String> members;
    private final Map<EntityRef, String> moved;
    private final Map<EntityRef, String> drawn = new HashMap<>();

    private Homes(long version, List<String> members, Map<EntityRef, String> moved) {
        this.version = version;
        this.members = members.stream().sorted().toList();
        this.moved = moved;
    }

    static Homes of(List<String> members) {
        return new Homes(1, members, Map.of());
    }

    long version() {
        return version;
    }

    List<String> members() {
        return members;
    }

    Homes withMembers(List<String> others) {
        Map<EntityRef, String> kept = new HashMap<>(moved);
        kept.values().retainAll(others);
        return new Homes(version + 1, others, kept);
    }

    Homes moved(EntityRef entity, String member) {
        Map<EntityRef, String> more = new HashMap<>(moved);
        more.put(entity, member);
        return new Homes(version + 1, members, more);
    }

    String of(EntityRef entity) {
        String exception = moved.get(entity);
        return exception != null ? exception : drawn.computeIfAbsent(entity, this::draw);
    }

    /** The member whose lot is the highest, so that a member that comes or goes moves only its own share. */
    private String draw(EntityRef entity) {
        Map<Long, String> lots = new TreeMap<>();
        members.forEach(member -> lots.put(Chance.of(0, entity + "@" + member).next(), member));
        return List.copyOf(lots.values()).getLast();
    }
}
