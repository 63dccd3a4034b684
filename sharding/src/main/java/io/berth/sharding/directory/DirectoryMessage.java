package io.berth.sharding.directory;

import io.berth.domain.entity.EntityRef;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/** What the directories of members say to each other. */
public sealed interface DirectoryMessage extends MemberDirectory.Message {
    /**
     * Asks for the existing entities of a kind, a page at a time.
     *
     * @param after the last id of the page before, empty for the first page
     * @param replyTo gets one {@link Page}
     */
    record Ask(EntityRef.Kind kind, String after, ActorRef<Page> replyTo) implements DirectoryMessage {}

    /**
     * Some entities, by id.
     *
     * @param member who answers
     * @param live how many entities of each shard have recovered on this member; only in the first page
     * @param hasMore whether another page follows the last id
     */
    record Page(String member, Map<Integer, Integer> live, List<Directory.Entry> entries, boolean hasMore)
            implements DirectoryMessage {}

    /** Nodes that have changed on the sender, for the receiver's fleet. */
    record Nodes(List<Directory.Entry> nodes) implements DirectoryMessage {}
}
