package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Chance;
import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Outcome;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.FleetWatch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One member: runs the entities whose home it believes to be, and finds the others. */
public final class Member {
    /** From asking an entity to calling the outcome unknown, as in production. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A letter that finds nobody at home goes no further than this: two members may believe that it is the other. */
    private static final int HOPS_MAX = 3;

    private final Surroundings around;
    private final Program program;
    private final Chance chance;
    private final Map<EntityRef, LiveEntity<?, ?, ?>> live = new LinkedHashMap<>();
    private final FleetCopy fleet;
    private final Gate gate;
    private Homes homes;
    private boolean isIn = true;

    Member(Surroundings around, String name, Homes homes) {
        this.around = around;
        this.program = new Program(name, around.agenda());
        this.chance = around.chance(name);
        this.homes = homes;
        this.fleet = new FleetCopy(program, this::wake);
        this.gate = new Gate(this);
    }

    public Program program() {
        return program;
    }

    Journal journal() {
        return around.journal();
    }

    FleetWatch fleet() {
        return fleet.watch();
    }

    FleetCopy fleetCopy() {
        return fleet;
    }

    Gate gate() {
        return gate;
    }

    Homes homes() {
        return homes;
    }

    /** Whether it believes to be in the cluster. */
    boolean isIn() {
        return isIn && program.isAlive();
    }

    void trace(Supplier<String> what) {
        around.trace().line(program.name(), what);
    }

    void traceDetail(Supplier<String> what) {
        around.trace().detail(program.name(), what);
    }

    String brief(EntityRef entity) {
        return around.names().of(entity);
    }

    String brief(Object thing) {
        return around.names().brief(thing);
    }

    // Finding entities.

    void tell(EntityRef target, EntityCommand command, Cause cause) {
        post(target, new Letter.Execute(command, cause, Optional.empty()), 0);
    }

    /** Asks an entity; {@code then} hears the outcome once, unless this member dies before. */
    void ask(EntityRef target, EntityCommand command, Cause cause, Consumer<Outcome> then) {
        Once<Outcome> once = new Once<>(then);
        post(target, new Letter.Execute(command, cause, Optional.of(new Port<>(program, once))), 0);
        program.after(PATIENCE, () -> once.accept(new Outcome.Unknown(target + " has not answered")));
    }

    /** Asks for the state of an entity; empty if nobody answers. */
    void describe(EntityRef target, Consumer<Optional<EntityState>> then) {
        Once<Optional<EntityState>> once = new Once<>(then);
        post(target, new Letter.Describe(new Port<>(program, state -> once.accept(Optional.of(state)))), 0);
        program.after(PATIENCE, () -> once.accept(Optional.empty()));
    }

    /** Connects an agent; {@code then} hears each answer, as the asker knows how to tell them apart. */
    void attach(NodeCommand.Connect command, Session session, Consumer<Outcome> then) {
        post(session.node().ref(), new Letter.Attach(command, session, new Port<>(program, then)), 0);
    }

    /** Passes on what an agent says; {@code then} hears each answer. */
    void relay(EntityRef target, EntityCommand command, Cause cause, Consumer<Outcome> then) {
        post(target, new Letter.Execute(command, cause, Optional.of(new Port<>(program, then))), 0);
    }

    /** Looks at an entity; {@code then} sees each answer. */
    void look(EntityRef target, Consumer<EntityState> then) {
        post(target, new Letter.Describe(new Port<>(program, then)), 0);
    }

    /** A clock that only grows. */
    Duration passed() {
        return around.agenda().passed();
    }

    /** Sends an instruction to the agent at the other end of a session, wherever that is. */
    void instruct(Session session, AgentInstruction instruction) {
        send(new Port<>(session.member().program(), session::instruct), instruction);
    }

    <T> void send(Port<T> port, T thing) {
        around.network().send(program, port.at(), () -> port.takes().accept(thing));
    }

    private void post(EntityRef target, Letter letter, int hops) {
        Member home = around.member(homes.of(target));
        if (hops <= HOPS_MAX) {
            Runnable arrives = () -> home.deliver(target, letter, hops);
            if (isOfUser(letter)) {
                around.network().sendOnce(program, home.program, arrives);
            } else {
                around.network().send(program, home.program, arrives);
            }
        }
    }

    /** Nobody repeats what a user asks for, so it does not come twice; all that entities tell each other may. */
    private static boolean isOfUser(Letter letter) {
        return letter instanceof Letter.Execute(var _, var cause, var _)
                && cause.actor().equals(Clients.ACTOR);
    }

    private void deliver(EntityRef target, Letter letter, int hops) {
        if (!isIn()) {
            return;
        }
        if (homes.of(target).equals(program.name())) {
            live(target).receive(letter);
        } else {
            post(target, letter, hops + 1);
        }
    }

    // Running entities.

    private LiveEntity<?, ?, ?> live(EntityRef ref) {
        LiveEntity<?, ?, ?> known = live.get(ref);
        if (known != null) {
            return known;
        }
        LiveEntity<?, ?, ?> fresh = new LiveEntity<>(ref, around.rules().of(ref.kind()), this, chance);
        live.put(ref, fresh);
        fresh.start();
        return fresh;
    }

    private void wake(EntityRef ref) {
        Optional.ofNullable(live.get(ref)).ifPresent(entity -> entity.receive(new Letter.Tick()));
    }

    void watchFleet(EntityRef ref, FleetView seen) {
        fleet.watch(ref, seen);
    }

    /** An entity that does not exist rests; letters that have come meanwhile wake it again. */
    void rest(EntityRef ref) {
        Optional.ofNullable(live.remove(ref))
                .ifPresent(entity -> entity.stop().forEach(letter -> live(ref).receive(letter)));
    }

    /** An entity could not write: it comes back by itself, because it is remembered. */
    void failed(EntityRef ref) {
        live.remove(ref);
        program.after(chance.between(Duration.ofMillis(100), Duration.ofSeconds(3)), () -> remember(ref));
    }

    private void remember(EntityRef ref) {
        if (isIn() && homes.of(ref).equals(program.name())) {
            live(ref);
        }
    }

    /** Enters an entity's newest state where placement sees it, here and at the other members. */
    void publish(EntityRef ref, long sequence, EntityState state) {
        if (ref.kind() == EntityRef.Kind.NODE) {
            FleetCopy.News news = FleetCopy.News.of(ref, sequence, state);
            fleet.publish(news);
            broadcast(news);
        }
    }

    private void broadcast(FleetCopy.News news) {
        for (String name : homes.members()) {
            if (!name.equals(program.name())) {
                Member other = around.member(name);
                around.network().send(program, other.program, () -> other.fleet.take(news));
            }
        }
    }

    // Being a member among others.

    /** Begins to work: wakes what it is the home of, and from time to time tells the others what it knows. */
    void begin() {
        around.journal().logs().stream()
                .filter(log -> log.state().exists())
                .map(Log::entity)
                .forEach(ref -> program.after(
                        chance.between(Duration.ofMillis(1), Duration.ofSeconds(1)), () -> remember(ref)));
    }

    void gossip(Duration every) {
        program.after(every, () -> {
            fleet.published().stream()
                    .filter(news -> live.containsKey(news.node()))
                    .forEach(this::broadcast);
            gossip(every);
        });
    }

    /** Learns who is the home of what; entities that live elsewhere now are handed over. */
    void learn(Homes newer) {
        if (newer.version() <= homes.version()) {
            return;
        }
        homes = newer;
        for (EntityRef ref : List.copyOf(live.keySet())) {
            if (!homes.of(ref).equals(program.name())) {
                Optional.ofNullable(live.remove(ref))
                        .ifPresent(leaving -> leaving.handOver(() -> trace(() -> brief(ref) + " leaves")));
            }
        }
        begin();
    }

    /** Stops everything: it has noticed that it is not a member any more. */
    void leave() {
        isIn = false;
        live.values().forEach(LiveEntity::stop);
        live.clear();
        gate.endAll("the member leaves");
    }

    void enter(Homes present) {
        isIn = true;
        homes = present;
        begin();
    }

    /** The program starts again; it is a member when the others have let it in. */
    void reborn() {
        program.start();
        isIn = false;
    }

    /** The program ends without a word. */
    void die() {
        live.values().forEach(LiveEntity::stop);
        live.clear();
        gate.forget();
        fleet.forget();
        program.kill();
    }
}
