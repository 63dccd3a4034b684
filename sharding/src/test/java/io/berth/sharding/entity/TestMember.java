package io.berth.sharding.entity;

import com.typesafe.config.ConfigFactory;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.AgentMessage;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.Platform;
import io.berth.domain.spec.ServiceSpec;
import io.berth.sharding.directory.Directory;
import io.berth.sharding.directory.Fleet;
import io.berth.sharding.directory.Listings;
import io.berth.sharding.directory.Shards;
import io.berth.sharding.traffic.Traffic;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Join;

/** Entities, directory and fleet of one member, in an actor system of its own. */
final class TestMember implements AutoCloseable {
    static final ServiceSpec WEB = ServiceSpec.replicated(1, ContainerSpec.of("web", "web:1", List.of()));

    final ActorTestKit kit;
    final Queue<Witness.Act> acts = new ConcurrentLinkedQueue<>();
    final Fleet fleet;
    final Entities entities;
    final Listings listings;
    final Traffic traffic;

    /** @param store what it shares with others */
    TestMember(String store) {
        kit = ActorTestKit.create(
                "berth",
                ConfigFactory.parseString("berth.test.journal.store = \"" + store + "\"")
                        .withFallback(ConfigFactory.parseResources("test-member.conf"))
                        .withFallback(ConfigFactory.load()));
        fleet = new Fleet(kit.system());
        Shards shards = Shards.of(kit.system());
        Directory directory = new Directory(fleet, shards);
        traffic = Traffic.start(kit.system(), directory, fleet);
        entities = Entities.start(kit.system(), directory, fleet, InstantSource.system(), acts::add);
        listings = new Listings(kit.system(), directory, fleet, shards, entities);
    }

    TestMember join(TestMember first) {
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager()
                .tell(new Join(Cluster.get(first.kit.system()).selfMember().address()));
        return this;
    }

    boolean isUp() {
        return Cluster.get(kit.system()).selfMember().status().equals(MemberStatus.up());
    }

    /** This member decides that another is dead. */
    void down(TestMember dead) {
        Cluster.get(kit.system())
                .manager()
                .tell(new Down(Cluster.get(dead.kit.system()).selfMember().address()));
    }

    Outcome put(String name, ServiceSpec spec) {
        return ask(service(name), new ServiceCommand.Put("u-" + name, spec, OptionalLong.empty()));
    }

    Outcome ask(EntityRef entity, EntityCommand command) {
        return entities.ask(entity, command, Cause.SYSTEM).toCompletableFuture().join();
    }

    Outcome describe(EntityRef entity) {
        return entities.describe(entity).toCompletableFuture().join();
    }

    Listings.Listed list(EntityRef.Kind kind) {
        return listings.list(kind).toCompletableFuture().join();
    }

    /** An agent connects to this member. */
    TestProbe<AgentMessage> connect(String node, String session) {
        TestProbe<AgentMessage> agent = kit.createTestProbe();
        connect(node, session, agent.ref());
        return agent;
    }

    void connect(String node, String session, ActorRef<AgentMessage> agent) {
        NodeInfo info = new NodeInfo(
                node,
                "127.0.0.1",
                new Platform("linux", "x86_64"),
                Set.of("simulated"),
                "",
                Map.of(),
                new Resources(8_000_000_000L, 8L << 30),
                false);
        var _ = entities.attach(new NodeId(node), new NodeCommand.Connect(session, info, List.of()), agent);
    }

    static EntityRef service(String name) {
        return new EntityRef(EntityRef.Kind.SERVICE, "service/default/" + name);
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
