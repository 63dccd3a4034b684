package io.berth.persistence.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.berth.persistence.plugin.StoredEvent;
import io.berth.persistence.query.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
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
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedEntitiesTest {
    private static final EntityTypeKey<Note> KEY = EntityTypeKey.create(Note.class, "notes");
    private static final int ENTITIES = 60;

    @TempDir
    Path folder;

    private final Set<String> recovered = ConcurrentHashMap.newKeySet();

    record Note(String text, ActorRef<Done> replyTo) {}

    @Test
    void comeBackUnaskedWithTheirStateAlsoBehindSnapshotsAndDeletesOfTheRememberStore() {
        ActorSystem<Void> system = start();
        ClusterSharding sharding = ClusterSharding.get(system);
        for (int n = 0; n < ENTITIES; n++) {
            String id = "e" + n;
            sharding.entityRefFor(KEY, id)
                    .<Done>ask(replyTo -> new Note("note of " + id, replyTo), Duration.ofSeconds(20))
                    .toCompletableFuture()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }
        RocksStore store = RocksStores.get(system).at("berth.persistence.journal");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> shardEventsAreDeleted(store));
        assertThat(store.stream().latest()).as("only entities have positions").isEqualTo(ENTITIES);
        assertThat(store.stream().earliest()).isEqualTo(1);
        ActorTestKit.shutdown(system, Duration.ofSeconds(20));

        recovered.clear();
        ActorSystem<Void> again = start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> recovered.size() == ENTITIES);
        assertThat(recovered).contains("e7: note of e7");
        ActorTestKit.shutdown(again, Duration.ofSeconds(20));
    }

    private static boolean shardEventsAreDeleted(RocksStore store) {
        return store.ids().after(0, 1_000).items().stream()
                .filter(id -> id.startsWith("/sharding/"))
                .anyMatch(id -> {
                    Page<StoredEvent> kept = store.events().page(id, 0, Long.MAX_VALUE);
                    return kept.items().isEmpty() || kept.items().getFirst().sequence() > 1;
                });
    }

    private ActorSystem<Void> start() {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(),
                "remembered",
                RocksConfig.in(folder)
                        .withFallback(ConfigFactory.parseString("""
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
                            """))
                        .withFallback(ConfigFactory.load()));
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
