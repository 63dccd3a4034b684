package io.berth.persistence.suite;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.testkit.javadsl.TestKit;
import scala.jdk.javaapi.CollectionConverters;

/** Speaks Pekko's journal protocol, one question at a time. */
public final class JournalClient {
    private static final String WRITER = UUID.randomUUID().toString();

    private final ActorRef journal;
    private final TestKit probe;

    JournalClient(ActorSystem system, ActorRef journal) {
        this.journal = journal;
        this.probe = new TestKit(system);
    }

    /** Speaks with the journal of a system. */
    public static JournalClient of(ActorSystem system) {
        return new JournalClient(system, Persistence.get(system).journalFor("", ConfigFactory.empty()));
    }

    /** The journal answered that it will not write an event, not that it could not. */
    public static final class Rejected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Rejected(Throwable cause) {
            super(cause);
        }
    }

    /** What a recovery gives. */
    public record Replay(List<PersistentRepr> events, long highest) {
        public List<Object> payloads() {
            return events.stream().map(PersistentRepr::payload).toList();
        }

        public List<Long> sequences() {
            return events.stream().map(PersistentRepr::sequenceNr).toList();
        }
    }

    /** Writes events as one atomic write; empty, or why it failed. */
    public List<Throwable> write(String id, long from, Object... payloads) {
        send(id, from, payloads);
        return answer(payloads.length);
    }

    /** Sends events as one atomic write without waiting for the answers. */
    public void send(String id, long from, Object... payloads) {
        send(List.of(atomic(id, from, List.of(payloads))));
    }

    /** Sends atomic writes in one request without waiting for the answers. */
    public void send(List<AtomicWrite> writes) {
        List<PersistentEnvelope> envelopes = List.copyOf(writes);
        journal.tell(
                new JournalProtocol.WriteMessages(
                        CollectionConverters.asScala(envelopes).toList(), probe.getRef(), 1),
                probe.getRef());
    }

    /** Waits for the answers to as many events, and returns their failures and rejections. */
    public List<Throwable> answer(int events) {
        List<Throwable> failures = new ArrayList<>();
        int left = events;
        while (left > 0) {
            Object message = probe.expectMsgAnyClassOf(
                    StoreUnderTest.PATIENCE, JournalProtocol.Response.class, JournalProtocol.Message.class);
            switch (message) {
                case JournalProtocol.WriteMessageSuccess _ -> left--;
                case JournalProtocol.WriteMessageFailure failure -> {
                    failures.add(failure.cause());
                    left--;
                }
                case JournalProtocol.WriteMessageRejected rejection -> {
                    failures.add(new Rejected(rejection.cause()));
                    left--;
                }
                default -> {
                    // The answer to the request as a whole comes before those to its events.
                }
            }
        }
        return failures;
    }

    static AtomicWrite atomic(String id, long from, List<?> payloads) {
        List<PersistentRepr> events = IntStream.range(0, payloads.size())
                .mapToObj(i ->
                        PersistentRepr.apply(payloads.get(i), from + i, id, "", false, ActorRef.noSender(), WRITER))
                .toList();
        return AtomicWrite.apply(CollectionConverters.asScala(events).toList());
    }

    /** Writes {@code count} events named after their sequence numbers. */
    public void writeNumbered(String id, long from, int count) {
        Object[] payloads = Stream.iterate(from, n -> n + 1)
                .limit(count)
                .map(n -> id + "-" + n)
                .toArray();
        List<Throwable> failures = write(id, from, payloads);
        if (!failures.isEmpty()) {
            throw new AssertionError("write failed", failures.getFirst());
        }
    }

    public Replay replay(String id) {
        return replay(id, 1, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    public Replay replay(String id, long from, long to, long max) {
        journal.tell(new JournalProtocol.ReplayMessages(from, to, max, id, probe.getRef()), probe.getRef());
        List<PersistentRepr> events = new ArrayList<>();
        while (true) {
            switch (probe.expectMsgAnyClassOf(StoreUnderTest.PATIENCE, JournalProtocol.Response.class)) {
                case JournalProtocol.ReplayedMessage event -> events.add(event.persistent());
                case JournalProtocol.RecoverySuccess end -> {
                    return new Replay(events, end.highestSequenceNr());
                }
                case Object other -> throw new AssertionError("unexpected " + other);
            }
        }
    }

    /** Asks for a replay that the journal cannot give, and returns why. */
    public Throwable failedReplay(String id) {
        journal.tell(
                new JournalProtocol.ReplayMessages(1, Long.MAX_VALUE, Long.MAX_VALUE, id, probe.getRef()),
                probe.getRef());
        return probe.expectMsgClass(StoreUnderTest.PATIENCE, JournalProtocol.ReplayMessagesFailure.class)
                .cause();
    }

    public void deleteTo(String id, long to) {
        journal.tell(new JournalProtocol.DeleteMessagesTo(id, to, probe.getRef()), probe.getRef());
        probe.expectMsgClass(StoreUnderTest.PATIENCE, org.apache.pekko.persistence.DeleteMessagesSuccess.class);
    }
}
