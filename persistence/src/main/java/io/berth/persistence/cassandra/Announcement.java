package io.berth.persistence.cassandra;

import java.util.Map;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/** What the processes that share a journal tell each other, so that none has to look all the time. Any may be lost. */
sealed interface Announcement {
    /** Shards have events up to these places. */
    record Written(Map<String, Long> tails) implements Announcement {
        public Written {
            tails = Map.copyOf(tails);
        }
    }

    /** The one order goes up to a position. */
    record Ordered(long position) implements Announcement {}

    /** To the announcer itself: who else there is. */
    record Others(Receptionist.Listing listing) implements Announcement {}

    /** To the announcer itself: a shard of this process has events up to a place. */
    record Wrote(String log, long tail) implements Announcement {}

    /** To the announcer itself: this process has given positions up to one. */
    record Gave(long position) implements Announcement {}

    /** To the announcer itself: it is time to tell the others. */
    record Flush() implements Announcement {}
}
