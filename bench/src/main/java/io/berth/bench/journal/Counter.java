package io.berth.bench.journal;

import java.util.Collections;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/** An entity that counts its events. */
final class Counter extends EventSourcedBehavior<Counter.Note, Noted, Integer> {
    private final Recoveries recoveries;

    /** Writes so many events at once and then answers. */
    record Note(int events, ActorRef<Done> replyTo) {}

    /** Hears of each recovered entity, with the number of its events. */
    interface Recoveries {
        void recovered(int events);
    }

    Counter(PersistenceId id, Recoveries recoveries) {
        super(id);
        this.recoveries = recoveries;
    }

    @Override
    public Integer emptyState() {
        return 0;
    }

    @Override
    public CommandHandler<Note, Noted, Integer> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(
                        Note.class,
                        (_, note) -> Effect()
                                .persist(Collections.nCopies(note.events(), Noted.TYPICAL))
                                .thenReply(note.replyTo(), _ -> Done.getInstance()))
                .build();
    }

    @Override
    public EventHandler<Integer, Noted> eventHandler() {
        return (count, _) -> count + 1;
    }

    @Override
    public SignalHandler<Integer> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.class, (count, _) -> recoveries.recovered(count))
                .build();
    }
}
