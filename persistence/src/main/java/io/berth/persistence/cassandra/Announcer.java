package io.berth.persistence.cassandra;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** Tells the other members of the cluster what this one has written, a few times in a moment at most. */
final class Announcer extends AbstractBehavior<Announcement> {
    private static final Duration MOMENT = Duration.ofMillis(5);

    private final ServiceKey<Announcement> key;
    private final Heard heard;
    private final TimerScheduler<Announcement> timers;
    private final Set<ActorRef<Announcement>> others = new HashSet<>();
    private final Map<String, Long> written = new HashMap<>();
    private long ordered;

    /** What the others have told. */
    interface Heard {
        void written(String log, long tail);

        void ordered(long position);
    }

    private Announcer(
            ActorContext<Announcement> context,
            ServiceKey<Announcement> key,
            Heard heard,
            TimerScheduler<Announcement> timers) {
        super(context);
        this.key = key;
        this.heard = heard;
        this.timers = timers;
    }

    /** An announcer among those with the same name, which is the journal's. */
    static Behavior<Announcement> create(String journal, Heard heard) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            Announcer announcer =
                    new Announcer(context, ServiceKey.create(Announcement.class, "journal " + journal), heard, timers);
            announcer.join();
            return announcer;
        }));
    }

    private void join() {
        ActorRef<Receptionist.Command> receptionist = getContext().getSystem().receptionist();
        receptionist.tell(Receptionist.register(key, getContext().getSelf()));
        receptionist.tell(Receptionist.subscribe(
                key, getContext().messageAdapter(Receptionist.Listing.class, Announcement.Others::new)));
    }

    @Override
    public Receive<Announcement> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Announcement> on(Announcement announcement) {
        switch (announcement) {
            case Announcement.Others(var listing) -> {
                others.clear();
                others.addAll(listing.getServiceInstances(key));
                others.remove(getContext().getSelf());
            }
            case Announcement.Wrote(var log, var tail) -> {
                written.merge(log, tail, Math::max);
                flushSoon();
            }
            case Announcement.Gave(var position) -> {
                ordered = Math.max(ordered, position);
                flushSoon();
            }
            case Announcement.Flush() -> flush();
            case Announcement.Written(var tails) -> tails.forEach(heard::written);
            case Announcement.Ordered(var position) -> heard.ordered(position);
        }
        return this;
    }

    private void flushSoon() {
        Announcement.Flush flush = new Announcement.Flush();
        if (!timers.isTimerActive(flush)) {
            timers.startSingleTimer(flush, flush, MOMENT);
        }
    }

    private void flush() {
        if (!written.isEmpty()) {
            tell(new Announcement.Written(written));
            written.clear();
        }
        if (ordered > 0) {
            tell(new Announcement.Ordered(ordered));
            ordered = 0;
        }
    }

    private void tell(Announcement announcement) {
        others.forEach(other -> other.tell(announcement));
    }
}
