package io.berth.persistence.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.berth.persistence.query.EventQueries;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.ReadJournal;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.apache.pekko.stream.javadsl.Sink;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What sharding, which remembers its entities in the journal, needs of every store. */
public abstract class RememberedEntitiesSuite {
    private static final EntityTypeKey<Note> KEY = EntityTypeKey.create(Note.class, "notes");
    private static final int ENTITIES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Set<String> recovered = ConcurrentHashMap.newKeySet();

    /** Plugin settings of the store, for two shards. */
    protected abstract Config configuration();

    /** The path of the read journal's configuration. */
    protected abstract String queryPlugin();

    record Note(String text, ActorRef<Done> replyTo) {}

    @Test
    void comeBackUnaskedWithTheirStateAlsoBehindSnapshotsAndDeletesOfTheRememberStore() {
        ActorSystem<Void> system = start();
        ClusterSharding sharding = ClusterSharding.get(system);
        for (int n = 0; n < ENTITIES; n++) {
            String id = "e" + n;
            await(sharding.entityRefFor(KEY, id).<Done>ask(replyTo -> new Note("note of " + id, replyTo), PATIENCE));
        }
        EventQueries queries =
                (EventQueries) PersistenceQuery.get(system).getReadJournalFor(ReadJournal.class, queryPlugin());
        Awaitility.await().atMost(PATIENCE).until(() -> isAnyShardsFirstEventDeleted(queries, system));
        assertThat(await(queries.currentEventsByPosition(0).runWith(Sink.seq(), system)))
                .as("only entities have positions")
                .hasSize(ENTITIES);
        assertThat(queries.latestPosition()).isEqualTo(ENTITIES);
        assertThat(queries.earliestPosition()).isEqualTo(1);
        ActorTestKit.shutdown(system, PATIENCE);

        recovered.clear();
        ActorSystem<Void> again = start();
        Awaitility.await().atMost(PATIENCE).until(() -> recovered.size() == ENTITIES);
        assertThat(recovered).contains("e7: note of e7");
        ActorTestKit.shutdown(again, PATIENCE);
    }

    private static boolean isAnyShardsFirstEventDeleted(EventQueries queries, ActorSystem<Void> system) {
        List<String> ids = await(queries.currentPersistenceIds().runWith(Sink.seq(), system));
        return ids.stream().filter(id -> id.startsWith("/sharding/")).anyMatch(id -> {
            List<EventEnvelope> kept = await(
                    queries.currentEventsByPersistenceId(id, 0, Long.MAX_VALUE).runWith(Sink.seq(), system));
            return kept.isEmpty() || kept.getFirst().sequenceNr() > 1;
        });
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private ActorSystem<Void> start() {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(),
                "remembered",
                configuration().withFallback(ConfigFactory.parseString("""
                    pekko.loglevel = WARNING
                    pekko.actor.provider = cluster
                    pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
                    pekko.cluster.sharding {
                      number-of-shards = 2
                      remember-entities = on
                      remember-entities-store = eventsourced
                      snapshot-after = 5
                      waiting-for-state-timeout = 30s
                    }
                    """)).withFallback(ConfigFactory.load()));
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        ClusterSharding.get(system).init(Entity.of(KEY, context -> new Notes(context.getEntityId()).behavior()));
        return system;
    }

    private final class Notes extends EventSourcedBehavior<Note, String, String> {
        private final String id;

        Notes(String id) {
            super(PersistenceId.of("notes", id));
            this.id = id;
        }

        Behavior<Note> behavior() {
            return this;
        }

        @Override
        public String emptyState() {
            return "";
        }

        @Override
        public CommandHandler<Note, String, String> commandHandler() {
            return newCommandHandlerBuilder()
                    .forAnyState()
                    .onCommand(
                            Note.class,
                            (_, note) ->
                                    Effect().persist(note.text()).thenReply(note.replyTo(), _ -> Done.getInstance()))
                    .build();
        }

        @Override
        public EventHandler<String, String> eventHandler() {
            return (_, event) -> event;
        }

        @Override
        public SignalHandler<String> signalHandler() {
            return newSignalHandlerBuilder()
                    .onSignal(RecoveryCompleted.class, (state, _) -> recovered.add(id + ": " + state))
                    .build();
        }
    }
}
