package io.berth.persistence.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.NotSerializableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Members that tell each other what they have written. */
class AnnouncerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String cluster = CassandraConfig.newCluster();

    private JournalProcess member() {
        // So rare that who sees anything was told of it.
        Config rare = ConfigFactory.parseString("""
            pekko.actor.provider = cluster
            pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
            pekko.cluster.sharding.number-of-shards = 5
            berth.persistence.cassandra.journal.sequencer { poll = 10m, follow = 10m }
            """);
        return JournalProcess.start("members", rare.withFallback(CassandraConfig.of(cluster)));
    }

    @Test
    void aReaderAtAnyMemberSeesWhatAnyMemberWritesInTheOneOrder() {
        try (JournalProcess first = member();
                JournalProcess second = member()) {
            Cluster.get(first.system()).join(Cluster.get(first.system()).selfAddress());
            Cluster.get(second.system()).join(Cluster.get(first.system()).selfAddress());
            Queue<Object> atFirst = follow(first);
            Queue<Object> atSecond = follow(second);

            // What is written before they know each other is found at the next look only, or with the next word.
            long written = writeUntilSeen(first, "service|a", atSecond);
            long alsoWritten = writeUntilSeen(second, "service|b", atFirst);

            List<Object> all = LongStream.concat(
                            LongStream.rangeClosed(1, written), LongStream.rangeClosed(1, alsoWritten))
                    .<Object>mapToObj(n -> n)
                    .toList();
            Awaitility.await().atMost(PATIENCE).until(() -> atFirst.size() == all.size());
            Awaitility.await().atMost(PATIENCE).until(() -> atSecond.size() == all.size());
            assertThat(atFirst).containsExactlyInAnyOrderElementsOf(all).containsExactlyElementsOf(atSecond);
        }
    }

    private static long writeUntilSeen(JournalProcess writer, String id, Queue<Object> reader) {
        writer.journal().replay(id);
        int before = reader.size();
        long[] written = {0};
        Awaitility.await().atMost(PATIENCE).until(() -> {
            assertThat(writer.journal().write(id, ++written[0], written[0])).isEmpty();
            return reader.size() > before;
        });
        return written[0];
    }

    private static Queue<Object> follow(JournalProcess reader) {
        Queue<Object> seen = new ConcurrentLinkedQueue<>();
        var _ = PersistenceQuery.get(reader.system())
                .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.IDENTIFIER)
                .eventsByPosition(0, true)
                .runWith(Sink.foreach(event -> seen.add(event.event())), reader.system());
        return seen;
    }

    @Test
    void announcementsTravelBetweenProcesses() throws NotSerializableException {
        AnnouncementSerializer serializer = new AnnouncementSerializer();
        for (Announcement announcement : List.of(
                new Announcement.Written(Map.of("c:shard/service/1", 7L, "c:alone/x", 1L)),
                new Announcement.Ordered(Long.MAX_VALUE))) {
            assertThat(serializer.fromBinary(serializer.toBinary(announcement), serializer.manifest(announcement)))
                    .isEqualTo(announcement);
        }
    }
}
