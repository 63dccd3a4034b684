package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Agenda;
import io.berth.chaos.simulator.clock.Chance;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Recorded;
import io.berth.domain.rules.Rules;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The journal as its contract says (DESIGN, "One writer, proven"): a batch is written wholly or not at all, by the one
 * who has taken the entity over last. Who gets no answer reads what has become of the write.
 */
public class Journal {
    private static final Duration FASTEST = Duration.ofNanos(100_000);
    private static final Duration SLOWEST = Duration.ofMillis(2);

    /** From a write to the end of the wait for its answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Far fewer events than in production, since a simulated life is short. */
    private static final int SNAPSHOT_EVERY = 15;

    /** What may be wrong with the journal as a whole. */
    public enum Trouble {
        NONE,
        /** Everything takes up to three seconds. */
        SLOW,
        /** Writes are refused. */
        REFUSING,
        /** Some writes get no answer; half of those are done nevertheless. */
        SILENT
    }

    /** When a member dies that writes next. */
    public enum Moment {
        BEFORE_THE_WRITE,
        AFTER_THE_WRITE
    }

    /** How a write has ended, as its writer sees it. */
    public enum Written {
        DONE,
        /** Somebody else has taken the entity over. */
        FENCED,
        REFUSED,
        UNKNOWN
    }

    /** What a reader finds. */
    record Opened<S extends EntityState>(long epoch, S state, long sequence) {}

    private final RuleBook rules;
    private final Network network;
    private final Agenda agenda;
    private final Chance chance;
    private final Witness witness;
    private final Map<EntityRef, Log<?, ?>> logs = new LinkedHashMap<>();
    private final Map<String, Moment> deaths = new HashMap<>();
    private Consumer<Program> onDeath = program -> {};
    private Trouble trouble = Trouble.NONE;

    public Journal(RuleBook rules, Network network, Agenda agenda, Chance chance, Witness witness) {
        this.rules = rules;
        this.network = network;
        this.agenda = agenda;
        this.chance = chance;
        this.witness = witness;
    }

    /** The name under which links to the journal are cut. */
    public static final String NAME = "journal";

    public Collection<Log<?, ?>> logs() {
        return Collections.unmodifiableCollection(logs.values());
    }

    public Optional<Log<?, ?>> find(EntityRef entity) {
        return Optional.ofNullable(logs.get(entity));
    }

    void trouble(Trouble newTrouble) {
        trouble = newTrouble;
    }

    /** The next write of this member is its last deed, if a moment is given. */
    void dieAtNextWrite(String member, Optional<Moment> moment) {
        moment.ifPresentOrElse(when -> deaths.put(member, when), () -> deaths.remove(member));
    }

    void onDeath(Consumer<Program> action) {
        onDeath = action;
    }

    /** Takes an entity over, then reads it; nobody answers while the journal cannot be reached. */
    <S extends EntityState, E extends EntityEvent> void open(
            EntityRef entity, Program member, Consumer<Opened<S>> then) {
        member.after(trip(), () -> {
            if (!isReached(member)) {
                member.after(PATIENCE, () -> this.<S, E>open(entity, member, then));
                return;
            }
            Log<S, E> log = log(entity);
            Opened<S> opened = new Opened<>(log.takeOver(), log.recovered(), log.sequence());
            witness.opened(log, opened.state());
            member.after(trip(), () -> then.accept(opened));
        });
    }

    /** Writes a batch behind {@code sequence} events; {@code then} hears of it exactly once if the member lives on. */
    <S extends EntityState, E extends EntityEvent> void write(
            EntityRef entity, long epoch, List<Recorded<E>> events, Program member, Consumer<Written> then) {
        Optional<Moment> death = Optional.ofNullable(deaths.remove(member.name()));
        if (death.filter(Moment.BEFORE_THE_WRITE::equals).isPresent()) {
            onDeath.accept(member);
            return;
        }
        boolean isLost = !network.isOpen(member.name(), NAME) || (trouble == Trouble.SILENT && chance.happens(0.15));
        boolean isAnswerLost = isLost || (trouble == Trouble.SILENT && chance.happens(0.15));
        boolean isRefused = trouble == Trouble.REFUSING;
        if (isAnsweredFirst()) {
            member.after(trip(), () -> then.accept(Written.DONE));
            member.after(PATIENCE, () -> carryOut(entity, epoch, events));
            return;
        }
        agenda.after(trip(), () -> {
            Written written = isLost ? Written.UNKNOWN : isRefused ? Written.REFUSED : carryOut(entity, epoch, events);
            if (death.isPresent() && written == Written.DONE) {
                onDeath.accept(member);
            } else if (isAnswerLost || !network.isOpen(NAME, member.name())) {
                member.after(PATIENCE, () -> then.accept(Written.UNKNOWN));
            } else {
                member.after(trip(), () -> then.accept(written));
            }
        });
    }

    private <S extends EntityState, E extends EntityEvent> Written carryOut(
            EntityRef entity, long epoch, List<Recorded<E>> events) {
        Log<S, E> log = log(entity);
        if (!mayWrite(log, epoch)) {
            return Written.FENCED;
        }
        int written = kept(events.size());
        for (Recorded<E> recorded : events.subList(0, written)) {
            S before = log.state();
            log.append(epoch, recorded);
            witness.recorded(new Witness.Entry<>(log, before, recorded, log.state()));
        }
        witness.written(log, events.size(), written);
        if (log.sequence() - log.snapshotAt() >= SNAPSHOT_EVERY) {
            log.remember(snapshot(log.state()));
        }
        return Written.DONE;
    }

    // What follows is overridden by tests that plant a fault.

    /** The fence. */
    protected boolean mayWrite(Log<?, ?> log, long epoch) {
        return log.epoch() == epoch;
    }

    /** How many events of a batch are written. */
    protected int kept(int events) {
        return events;
    }

    /** What is remembered of a state. */
    protected <S extends EntityState> S snapshot(S state) {
        return state;
    }

    /** Whether a write is answered before it is done. */
    protected boolean isAnsweredFirst() {
        return false;
    }

    private boolean isReached(Program member) {
        return network.isOpenBothWays(member.name(), NAME);
    }

    private Duration trip() {
        return chance.between(FASTEST, trouble == Trouble.SLOW ? Duration.ofMillis(1500) : SLOWEST);
    }

    /** Safe because the rules of a kind, its states and its events belong together. */
    @SuppressWarnings("unchecked")
    private <S extends EntityState, E extends EntityEvent> Log<S, E> log(EntityRef entity) {
        return (Log<S, E>) logs.computeIfAbsent(entity, ref -> new Log<>(ref, (Rules<S, ?, E>) rules.of(ref.kind())));
    }
}
