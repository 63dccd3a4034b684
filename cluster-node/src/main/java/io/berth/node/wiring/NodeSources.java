package io.berth.node.wiring;

import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.node.config.HostAndPort;
import io.berth.node.formation.OtherMembers;
import io.berth.node.formation.RemoteLog;
import io.berth.sharding.agents.EngineExchange;
import io.berth.sharding.agents.LinkServer;
import io.berth.sharding.agents.LogUnavailableException;
import io.berth.sharding.agents.RemoteEngine;
import io.grpc.Channel;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.javadsl.JavaFlowSupport;
import org.apache.pekko.stream.javadsl.Source;

/** Reads logs and calls engines through whichever member the node is connected to. */
final class NodeSources {
    private final LinkServer link;
    private final Cluster cluster;
    private final OtherMembers others;

    NodeSources(LinkServer link, ActorSystem<?> system, OtherMembers others) {
        this.link = link;
        this.cluster = Cluster.get(system);
        this.others = others;
    }

    Source<LogLine, NotUsed> read(NodeId node, TaskId task, LogQuery query) {
        List<HostAndPort> members = members();
        return link.hasSession(node) || members.isEmpty()
                ? JavaFlowSupport.Source.fromPublisher(link.logs(node, task, query))
                : remote(members, node, task, query);
    }

    EngineExchange engine(NodeId node, EngineRequest request) {
        List<HostAndPort> members = members();
        return link.hasSession(node) || members.isEmpty()
                ? link.engine(node, request)
                : RemoteEngine.call(
                        members.stream().<Channel>map(others::channel).toList(), node, request);
    }

    /** The first that has the session answers with lines, the others at once that they have not. */
    private Source<LogLine, NotUsed> remote(List<HostAndPort> members, NodeId node, TaskId task, LogQuery query) {
        if (members.isEmpty()) {
            return Source.failed(new LogUnavailableException(
                    "node %s is connected to no member, so its logs cannot be read; see its state with: berth nodes"
                            .formatted(node)));
        }
        RemoteLog log = new RemoteLog(others.channel(members.getFirst()), node, task, query);
        return JavaFlowSupport.Source.<LogLine>fromPublisher(log)
                .recoverWithRetries(
                        1,
                        new PFBuilder<
                                        Throwable,
                                        org.apache.pekko.stream.Graph<
                                                org.apache.pekko.stream.SourceShape<LogLine>, NotUsed>>()
                                .match(
                                        RemoteLog.Elsewhere.class,
                                        _ -> remote(members.subList(1, members.size()), node, task, query))
                                .build());
    }

    /** Where the links of the others are: all members use the same port. */
    private List<HostAndPort> members() {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up())
                        && !member.uniqueAddress().equals(cluster.selfMember().uniqueAddress()))
                .map(member -> Objects.requireNonNull(member.address().host().get()))
                .map(host -> new HostAndPort(host, link.port()))
                .toList();
    }
}
