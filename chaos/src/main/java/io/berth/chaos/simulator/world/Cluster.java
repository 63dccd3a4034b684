package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Chance;
import io.berth.domain.entity.EntityRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who is a member, as failure detectors, a split brain resolver and shard coordination find out: the majority gives up
 * who is silent, who cannot hear the majority gives itself up, and for a while both may believe to be an entity's home.
 */
final class Cluster {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(6);
    private static final Duration GIVES_UP_AFTER = Duration.ofSeconds(8);
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);

    private final Surroundings around;
    private final Chance chance;
    private final Map<String, Long> lostSince = new HashMap<>();
    private Homes homes;

    Cluster(Surroundings around, Homes homes) {
        this.around = around;
        this.chance = around.chance("cluster");
        this.homes = homes;
    }

    void watch() {
        around.agenda().after(LOOK, () -> {
            look();
            watch();
        });
    }

    /** Moves an entity without any need, as a rebalance does. */
    void move(EntityRef entity) {
        String target = chance.pick(homes.members());
        around.trace().line("cluster", () -> "%s moves to %s".formatted(entity, target));
        spread(homes.moved(entity, target));
    }

    private void look() {
        for (Member member : around.members()) {
            String name = member.program().name();
            if (hearsMajority(member)) {
                lostSince.remove(name);
                welcome(member);
            } else {
                long since =
                        lostSince.computeIfAbsent(name, key -> around.agenda().micros());
                Duration lost = Duration.ofNanos((around.agenda().micros() - since) * 1_000);
                lose(member, lost);
            }
        }
    }

    private boolean hearsMajority(Member member) {
        if (!member.program().isRunning()) {
            return false;
        }
        long heard = homes.members().stream()
                .map(around::member)
                .filter(other -> other.program().isRunning()
                        && around.network()
                                .isOpenBothWays(
                                        member.program().name(), other.program().name()))
                .count();
        return heard * 2 > homes.members().size();
    }

    private void lose(Member member, Duration lost) {
        String name = member.program().name();
        if (lost.compareTo(GIVEN_UP_AFTER) >= 0 && homes.members().contains(name)) {
            List<String> left = new ArrayList<>(homes.members());
            left.remove(name);
            boolean isMajorityLeft = left.stream()
                                    .map(around::member)
                                    .filter(this::hearsMajority)
                                    .count()
                            * 2
                    > homes.members().size();
            if (isMajorityLeft) {
                around.trace().line("cluster", () -> name + " is given up");
                spread(homes.withMembers(left));
                gone(member, session -> true);
            }
        }
        boolean isAlone = around.members().size() == 1;
        if (lost.compareTo(GIVES_UP_AFTER) >= 0 && member.program().isRunning() && member.isIn() && !isAlone) {
            around.trace().line(name, () -> "leaves: it hears no majority");
            member.leave();
        }
    }

    /** Who watches these sessions of a member is told that they are over. */
    private void gone(Member member, Predicate<Session> which) {
        around.sessions().stream()
                .filter(session -> session.member() == member && which.test(session))
                .toList()
                .forEach(Session::endIsKnown);
    }

    private void welcome(Member member) {
        String name = member.program().name();
        boolean isKnown = homes.members().contains(name);
        if (member.isIn() && !isKnown) {
            member.program().after(chance.between(Duration.ZERO, NOTICED_WITHIN), () -> {
                if (member.isIn() && !homes.members().contains(name)) {
                    around.trace().line(name, () -> "leaves: it was given up");
                    member.leave();
                }
            });
        } else if (!member.isIn()) {
            List<String> all = new ArrayList<>(homes.members());
            if (!isKnown) {
                all.add(name);
                spread(homes.withMembers(all));
            }
            around.trace().line(name, () -> "is a member");
            gone(member, Session::isLeftOpen);
            member.enter(homes);
        } else if (member.homes().version() < homes.version()) {
            tell(member);
        }
    }

    private void spread(Homes next) {
        homes = next;
        homes.members().stream().map(around::member).filter(this::hearsMajority).forEach(this::tell);
    }

    private void tell(Member member) {
        Homes news = homes;
        member.program().after(chance.between(Duration.ofMillis(1), Duration.ofMillis(50)), () -> {
            if (member.isIn()) {
                member.learn(news);
            }
        });
    }
}
