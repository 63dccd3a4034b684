package io.berth.sharding.traffic;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.traffic.TrafficNews;
import io.berth.domain.traffic.TrafficReport;
import io.berth.sharding.agents.TrafficGate;
import io.berth.sharding.directory.Directory;
import io.berth.sharding.directory.Fleet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** This member's part in the mesh, for sessions of agents and for whoever asks what is wrong with a service's ports. */
public final class Traffic implements TrafficGate {
    private final ActorRef<MemberMesh.Message> actor;
    private volatile Map<ServiceId, Set<String>> problems = Map.of();

    private Traffic(ActorSystem<?> system, Fleet fleet) {
        actor = system.systemActorOf(
                MemberMesh.create(fleet, mesh -> problems = mesh.problems()), "mesh", Props.empty());
    }

    /** Starts to follow the services of this member and to listen to the others. */
    public static Traffic start(ActorSystem<?> system, Directory directory, Fleet fleet) {
        Traffic traffic = new Traffic(system, fleet);
        directory.onService(service -> traffic.actor.tell(new MemberMesh.Message.Touched(service)));
        directory
                .list(EntityRef.Kind.SERVICE)
                .forEach(service -> traffic.actor.tell(new MemberMesh.Message.Touched(service)));
        return traffic;
    }

    /** What is wrong with the published ports of a service on some nodes, a sentence each; as far as it is known here. */
    public Set<String> problems(ServiceId service) {
        return problems.getOrDefault(service, Set.of());
    }

    @Override
    public void entered(String session, NodeId node, Consumer<TrafficNews> agent) {
        actor.tell(new MemberMesh.Message.Entered(session, node, agent));
    }

    @Override
    public void reported(String session, TrafficReport report) {
        actor.tell(new MemberMesh.Message.Reported(session, report));
    }

    @Override
    public void left(String session) {
        actor.tell(new MemberMesh.Message.Left(session));
    }
}
