package io.berth.sharding.traffic;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.service.ServiceState;
import io.berth.domain.traffic.Mesh;
import io.berth.domain.traffic.MeshWord;
import io.berth.domain.traffic.ServiceEndpoints;
import io.berth.domain.traffic.TrafficNews;
import io.berth.domain.traffic.TrafficReport;
import io.berth.sharding.directory.Directory;
import io.berth.sharding.directory.Fleet;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Leads this member's {@link Mesh}: takes the endpoints from the services that live here, tells the other members and the
 * agents that are connected here, and hears both.
 */
final class MemberMesh extends AbstractBehavior<MemberMesh.Message> {
    static final ServiceKey<MeshMessage> KEY = ServiceKey.create(MeshMessage.class, "berth-mesh");

    /** Changes of a service within this time travel together: a large one is not looked through for each report. */
    private static final Duration COALESCE = Duration.ofMillis(10);

    /** How soon a new address of a node is noticed, and how often everything is said again, should it have got lost. */
    private static final Duration REPEAT = Duration.ofSeconds(5);

    /** What the actor receives: a {@link MeshMessage} or one of these, which never leave the member. */
    interface Message {
        record Members(Set<ActorRef<MeshMessage>> all) implements Message {}

        record Touched(Directory.Entry service) implements Message {}

        record Flush() implements Message {}

        record Repeat() implements Message {}

        record Entered(String session, NodeId node, Consumer<TrafficNews> agent) implements Message {}

        record Reported(String session, TrafficReport report) implements Message {}

        record Left(String session) implements Message {}
    }

    private final Mesh mesh = new Mesh();
    private final Fleet fleet;
    private final TimerScheduler<Message> timers;
    private final ActorRef<MeshMessage> self;
    private final String member;
    private final Consumer<Mesh> observer;
    private final Map<String, Consumer<TrafficNews>> agents = new HashMap<>();
    private final Map<String, Directory.Entry> own = new HashMap<>();
    private final Map<String, Directory.Entry> touched = new LinkedHashMap<>();
    private Set<ActorRef<MeshMessage>> others = Set.of();
    private MeshWord said = MeshWord.NONE;

    private MemberMesh(
            ActorContext<Message> context, TimerScheduler<Message> timers, Fleet fleet, Consumer<Mesh> observer) {
        super(context);
        this.timers = timers;
        this.fleet = fleet;
        this.observer = observer;
        this.self = context.getSelf().narrow();
        this.member = Cluster.get(context.getSystem()).selfMember().address().hostPort();
    }

    /** @param observer shown the mesh after each change, on the actor's thread */
    static Behavior<Message> create(Fleet fleet, Consumer<Mesh> observer) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            MemberMesh actor = new MemberMesh(context, timers, fleet, observer);
            timers.startTimerWithFixedDelay(new Message.Repeat(), REPEAT);
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
                .onMessage(MeshMessage.class, this::heard)
                .onMessage(Message.Members.class, this::members)
                .onMessage(Message.Touched.class, this::touched)
                .onMessage(Message.Flush.class, flush -> flush())
                .onMessage(Message.Repeat.class, repeat -> repeat())
                .onMessage(Message.Entered.class, this::entered)
                .onMessage(Message.Reported.class, this::reported)
                .onMessage(Message.Left.class, this::left)
                .build();
    }

    private Behavior<Message> heard(MeshMessage message) {
        switch (message) {
            case MeshMessage.Changed(var services) -> services.forEach(this::learn);
            case MeshMessage.Said(var who, var word) -> mesh.hear(who, word);
        }
        return settle();
    }

    private boolean learn(MeshMessage.Known known) {
        boolean isNews = mesh.learn(known.sequence(), known.endpoints());
        if (isNews) {
            agents.values().forEach(agent -> agent.accept(new TrafficNews.Endpoints(known.endpoints())));
        }
        return isNews;
    }

    /** A new member has heard nothing yet. */
    private Behavior<Message> members(Message.Members members) {
        Set<ActorRef<MeshMessage>> now = new HashSet<>(members.all());
        now.remove(self);
        List<MeshMessage.Known> known =
                own.values().stream().map(this::endpoints).toList();
        now.stream().filter(other -> !others.contains(other)).forEach(other -> {
            other.tell(new MeshMessage.Changed(known));
            other.tell(new MeshMessage.Said(member, said));
        });
        others = now;
        mesh.members(
                now.stream().map(other -> other.path().address().hostPort()).collect(Collectors.toSet()));
        return settle();
    }

    private Behavior<Message> touched(Message.Touched change) {
        String id = change.service().entity().id();
        ServiceState state = (ServiceState) change.service().state();
        if (ServiceEndpoints.isPublished(state) || own.containsKey(id)) {
            touched.put(id, change.service());
            if (!timers.isTimerActive(new Message.Flush())) {
                timers.startSingleTimer(new Message.Flush(), COALESCE);
            }
        }
        return this;
    }

    private Behavior<Message> flush() {
        List<Directory.Entry> entries = List.copyOf(touched.values());
        touched.clear();
        entries.forEach(entry -> own.put(entry.entity().id(), entry));
        tell(entries.stream().map(this::endpoints).toList());
        entries.stream()
                .filter(entry -> !ServiceEndpoints.isPublished((ServiceState) entry.state()))
                .forEach(entry -> own.remove(entry.entity().id()));
        return settle();
    }

    private void tell(List<MeshMessage.Known> services) {
        List<MeshMessage.Known> news = services.stream().filter(this::learn).toList();
        if (!news.isEmpty()) {
            others.forEach(other -> other.tell(new MeshMessage.Changed(news)));
        }
    }

    private MeshMessage.Known endpoints(Directory.Entry service) {
        return new MeshMessage.Known(
                service.sequence(), ServiceEndpoints.of((ServiceState) service.state(), fleet.view()));
    }

    /** What is looked at again: a service may have moved away, but then its newer sequence is known. */
    private Behavior<Message> repeat() {
        tell(own.values().stream().map(this::endpoints).toList());
        others.forEach(other -> other.tell(new MeshMessage.Said(member, said)));
        return settle();
    }

    private Behavior<Message> entered(Message.Entered entered) {
        mesh.enter(entered.session(), entered.node());
        agents.put(entered.session(), entered.agent());
        List<ServiceEndpoints> published = mesh.published();
        published.forEach(service -> entered.agent().accept(new TrafficNews.Endpoints(service)));
        entered.agent()
                .accept(new TrafficNews.Complete(
                        published.stream().map(ServiceEndpoints::service).collect(Collectors.toSet())));
        return settle();
    }

    private Behavior<Message> reported(Message.Reported reported) {
        mesh.hear(reported.session(), reported.report());
        return settle();
    }

    private Behavior<Message> left(Message.Left left) {
        mesh.leave(left.session());
        agents.remove(left.session());
        return settle();
    }

    /** Says what follows from what was heard. */
    private Behavior<Message> settle() {
        MeshWord word = mesh.word();
        if (!word.equals(said)) {
            said = word;
            others.forEach(other -> other.tell(new MeshMessage.Said(member, word)));
        }
        mesh.answers().forEach((session, answers) -> {
            Consumer<TrafficNews> agent = agents.get(session);
            if (agent != null) {
                answers.forEach(agent);
            }
        });
        observer.accept(mesh);
        return this;
    }
}
