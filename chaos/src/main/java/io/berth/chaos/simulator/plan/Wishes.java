package io.berth.chaos.simulator.plan;

import io.berth.chaos.simulator.clock.Chance;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.RestartPolicy.Condition;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.RolloutPolicy.FailureAction;
import io.berth.domain.spec.RolloutPolicy.Order;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws what users want. Remembers what it has asked for, so that an update changes something. */
final class Wishes {
    static final String SECRET = "key";
    private static final List<String> SERVICES = List.of("web", "api", "db");
    private static final List<String> ZONES = List.of("a", "b");
    private static final List<Integer> INGRESS_PORTS = List.of(8080, 8081);
    private static final int HOST_PORT = 9000;
    private static final int REPLICAS_MAX = 4;

    private final Chance chance;
    private final List<NodeId> nodes;
    private final Map<String, Shape> asked = new LinkedHashMap<>();
    private int values;
    private boolean isRotating;

    Wishes(Chance chance, List<NodeId> nodes) {
        this.chance = chance;
        this.nodes = nodes;
    }

    List<Wish> first() {
        int services = chance.between(1, SERVICES.size());
        return SERVICES.subList(0, services).stream()
                .map(name -> put(name, shape(mode(name))))
                .toList();
    }

    private Wish put(String service, Shape shape) {
        asked.put(service, shape);
        return new Wish.Put(service, shape);
    }

    Wish next() {
        int dice = chance.below(100);
        List<Wish> again = asked.entrySet().stream()
                .filter(put -> put.getValue().secret().isPresent())
                .<Wish>map(put -> new Wish.Put(put.getKey(), put.getValue()))
                .toList();
        if (isRotating && !again.isEmpty()) {
            isRotating = false;
            return chance.pick(again);
        }
        if (dice < 18) {
            return node();
        }
        if (dice < 25) {
            isRotating = true;
            return new Wish.StoreSecret(SECRET, "v" + ++values);
        }
        return change(chance.pick(SERVICES), dice);
    }

    String someService() {
        return chance.pick(List.copyOf(asked.keySet()));
    }

    /** A change of one service. */
    Wish change(String service) {
        return change(service, chance.between(25, 99));
    }

    private Wish change(String service, int dice) {
        Shape shape = asked.get(service);
        if (shape == null) {
            return put(service, shape(mode(service)));
        }
        if (dice < 45) {
            return new Wish.Scale(service, chance.between(0, REPLICAS_MAX));
        }
        if (dice < 60) {
            return put(service, shape.withImage(image()));
        }
        if (dice < 72) {
            return put(service, shape(mode(service)));
        }
        Wish.Verb verb = dice < 79
                ? Wish.Verb.ROLLBACK
                : dice < 85
                        ? Wish.Verb.RESTART
                        : dice < 89 ? Wish.Verb.PAUSE : dice < 93 ? Wish.Verb.RESUME : Wish.Verb.REMOVE;
        return new Wish.Order(service, verb);
    }

    private Wish node() {
        NodeId node = chance.pick(nodes);
        int dice = chance.below(10);
        if (dice < 5) {
            return new Wish.Avail(
                    node,
                    chance.pick(
                            List.of(Availability.ACTIVE, Availability.ACTIVE, Availability.PAUSE, Availability.DRAIN)));
        }
        return dice < 9 ? new Wish.Label(node, chance.pick(ZONES)) : new Wish.RemoveNode(node);
    }

    /** A service keeps its mode: a change would only be refused. */
    private Mode mode(String service) {
        Mode known = Optional.ofNullable(asked.get(service)).map(Shape::mode).orElse(null);
        boolean isGlobal = known == null ? service.equals("db") && chance.happens(0.4) : known.isGlobal();
        boolean isJob = known == null ? service.equals("api") && chance.happens(0.15) : known.isJob();
        if (isJob) {
            return new Mode.ReplicatedJob(chance.between(1, 2), chance.between(1, 3));
        }
        return isGlobal ? new Mode.Global() : new Mode.Replicated(chance.between(1, REPLICAS_MAX));
    }

    private String image() {
        int dice = chance.below(8);
        String name = dice == 0 ? "crash" : dice == 1 ? "broken" : "app";
        return name + ":" + chance.between(1, 9);
    }

    private Shape shape(Mode mode) {
        RolloutPolicy rollout = new RolloutPolicy(
                chance.between(0, 2),
                chance.between(Duration.ZERO, Duration.ofSeconds(1)),
                chance.pick(List.of(FailureAction.values())),
                chance.between(Duration.ofMillis(500), Duration.ofSeconds(2)),
                chance.happens(0.3) ? 0.4 : 0,
                chance.pick(List.of(Order.values())));
        Duration delay = chance.between(Duration.ZERO, Duration.ofSeconds(2));
        return new Shape(
                mode,
                mode.isJob() ? "job:1" : image(),
                chance.between(1, 8) * 100,
                sometimes(0.35, INGRESS_PORTS),
                sometimes(0.15, List.of(HOST_PORT)),
                sometimes(0.2, ZONES),
                sometimes(0.35, List.of(SECRET)),
                rollout,
                Shape.restart(
                        chance.happens(0.2) ? Condition.ON_FAILURE : Condition.ANY,
                        delay,
                        chance.happens(0.2) ? 3 : 0));
    }

    private <T> Optional<T> sometimes(double probability, List<T> from) {
        return chance.happens(probability) ? Optional.of(chance.pick(from)) : Optional.empty();
    }
}
