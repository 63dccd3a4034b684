package io.berth.sharding.directory;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.node.NodeState;
import io.berth.sharding.directory.DirectoryMessage.Ask;
import io.berth.sharding.directory.DirectoryMessage.Nodes;
import io.berth.sharding.directory.DirectoryMessage.Page;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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

/** Answers other members what this one's directory holds, and tells them of its nodes. */
final class MemberDirectory extends AbstractBehavior<MemberDirectory.Message> {
    static final ServiceKey<DirectoryMessage> KEY = ServiceKey.create(DirectoryMessage.class, "berth-directory");

    /** Changes of nodes within this time travel together. */
    private static final Duration COALESCE = Duration.ofMillis(20);

    private static final int PAGE = 100;

    /** What the actor receives: a {@link DirectoryMessage} or one of these, which never leave the member. */
    interface Message {
        record Members(Set<ActorRef<DirectoryMessage>> all) implements Message {}

        record NodeChanged(Directory.Entry node) implements Message {}

        record Flush() implements Message {}
    }

    private final Directory directory;
    private final Fleet fleet;
    private final String member;
    private final TimerScheduler<Message> timers;
    private final ActorRef<DirectoryMessage> self;
    private final Map<String, Directory.Entry> changed = new LinkedHashMap<>();
    private Set<ActorRef<DirectoryMessage>> others = Set.of();

    private MemberDirectory(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            Directory directory,
            Fleet fleet,
            String member) {
        super(context);
        this.timers = timers;
        this.directory = directory;
        this.fleet = fleet;
        this.member = member;
        this.self = context.getSelf().narrow();
    }

    /** @param member how this member is called in answers that are not complete */
    static Behavior<Message> create(Directory directory, Fleet fleet, String member) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            MemberDirectory actor = new MemberDirectory(context, timers, directory, fleet, member);
            ActorRef<Message> me = context.getSelf();
            directory.onNode(node -> me.tell(new Message.NodeChanged(node)));
            var receptionist = context.getSystem().receptionist();
            receptionist.tell(Receptionist.register(KEY, actor.self));
            receptionist.tell(Receptionist.subscribe(
                    KEY,
                    context.messageAdapter(
                            Receptionist.Listing.class,
                            listing -> new Message.Members(listing.getServiceInstances(KEY)))));
            return actor;
        }));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(DirectoryMessage.class, this::heard)
                .onMessage(Message.Members.class, this::members)
                .onMessage(Message.NodeChanged.class, this::changed)
                .onMessage(Message.Flush.class, flush -> flush())
                .build();
    }

    private Behavior<Message> heard(DirectoryMessage message) {
        switch (message) {
            case Ask ask -> answer(ask);
            case Nodes(var nodes) ->
                nodes.forEach(node -> fleet.update(node.entity().id(), node.sequence(), (NodeState) node.state()));
            case Page page -> getContext().getLog().warn("a page of member {} that nobody asked for", page.member());
        }
        return this;
    }

    /** A new member has heard of no node yet. */
    private Behavior<Message> members(Message.Members members) {
        Set<ActorRef<DirectoryMessage>> now = new HashSet<>(members.all());
        now.remove(self);
        List<Directory.Entry> nodes = directory.list(EntityRef.Kind.NODE);
        now.stream().filter(other -> !others.contains(other)).forEach(other -> send(other, nodes));
        others = now;
        return this;
    }

    private Behavior<Message> changed(Message.NodeChanged change) {
        if (!others.isEmpty()) {
            changed.put(change.node().entity().id(), change.node());
            if (!timers.isTimerActive(new Message.Flush())) {
                timers.startSingleTimer(new Message.Flush(), COALESCE);
            }
        }
        return this;
    }

    private Behavior<Message> flush() {
        List<Directory.Entry> nodes = List.copyOf(changed.values());
        changed.clear();
        others.forEach(other -> send(other, nodes));
        return this;
    }

    private static void send(ActorRef<DirectoryMessage> other, List<Directory.Entry> nodes) {
        for (int from = 0; from < nodes.size(); from += PAGE) {
            other.tell(new Nodes(nodes.subList(from, Math.min(nodes.size(), from + PAGE))));
        }
    }

    private void answer(Ask ask) {
        // Counted first: what recovers meanwhile is in the page without being counted, never the other way round.
        Map<Integer, Integer> live = ask.after().isEmpty() ? directory.live(ask.kind()) : Map.of();
        List<Directory.Entry> rest = directory.list(ask.kind()).stream()
                .filter(entry -> entry.entity().id().compareTo(ask.after()) > 0)
                .sorted(Comparator.comparing(entry -> entry.entity().id()))
                .limit(PAGE + 1)
                .toList();
        boolean hasMore = rest.size() > PAGE;
        ask.replyTo().tell(new Page(member, live, hasMore ? rest.subList(0, PAGE) : rest, hasMore));
    }
}
