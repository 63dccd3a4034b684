package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Agenda;
import io.berth.chaos.simulator.clock.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Links between machines. Messages between members may get lost; those of a connection come in order or not at all. */
public final class Network {
    private static final Duration LEAST = Duration.ofNanos(200_000);
    private static final Duration MOST = Duration.ofNanos(800_000);
    private static final long LOCAL_MICROS = 10;

    /** One direction between two machines. */
    public record Link(String from, String to) {}

    /**
     * What messages between members suffer.
     *
     * @param loss probability that a message never comes
     * @param duplication probability that it comes twice
     * @param delay the most that it is late by
     * @param isOrdered whether messages of a link come in the order in which they were sent
     */
    public record Weather(double loss, double duplication, Duration delay, boolean isOrdered) {
        public static final Weather FAIR = new Weather(0, 0, Duration.ZERO, true);
    }

    private final Agenda agenda;
    private final Chance chance;
    private final Map<Link, Integer> cuts = new HashMap<>();
    private final Map<Link, Long> lastArrivals = new HashMap<>();
    private final List<Runnable> onChange = new ArrayList<>();
    private Weather weather = Weather.FAIR;

    Network(Agenda agenda, Chance chance) {
        this.agenda = agenda;
        this.chance = chance;
    }

    /** Cuts one direction; cuts add up. */
    void cut(Link link) {
        cuts.merge(link, 1, Integer::sum);
        onChange.forEach(Runnable::run);
    }

    void heal(Link link) {
        cuts.computeIfPresent(link, (key, count) -> count == 1 ? null : count - 1);
        onChange.forEach(Runnable::run);
    }

    void weather(Weather newWeather) {
        weather = newWeather;
    }

    void onChange(Runnable action) {
        onChange.add(action);
    }

    boolean isOpen(String from, String to) {
        return !cuts.containsKey(new Link(from, to));
    }

    boolean isOpenBothWays(String one, String other) {
        return isOpen(one, other) && isOpen(other, one);
    }

    /** Sends a message of which nobody finds out whether, or how often, it has come. */
    void send(Program from, Program to, Runnable arrives) {
        boolean isSent = sendOnce(from, to, arrives);
        if (isSent && from != to && chance.happens(weather.duplication())) {
            carry(from, to, arrives);
        }
    }

    /** The same, but it does not come twice. Answers whether it is on its way. */
    boolean sendOnce(Program from, Program to, Runnable arrives) {
        if (from == to) {
            to.afterMicros(LOCAL_MICROS, arrives);
            return true;
        }
        if (chance.happens(weather.loss())) {
            return false;
        }
        carry(from, to, arrives);
        return true;
    }

    private void carry(Program from, Program to, Runnable arrives) {
        Link link = new Link(from.name(), to.name());
        long at = agenda.micros() + micros(latency().plus(chance.between(Duration.ZERO, weather.delay())));
        if (weather.isOrdered()) {
            at = Math.max(at, lastArrivals.getOrDefault(link, 0L) + 1);
            lastArrivals.put(link, at);
        }
        to.afterMicros(at - agenda.micros(), () -> {
            if (isOpen(link.from(), link.to())) {
                arrives.run();
            }
        });
    }

    Duration latency() {
        return chance.between(LEAST, MOST);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /** One direction of a connection. */
    Pipe pipe(Program from, Program to) {
        return new Pipe(this, agenda, from, to);
    }
}
