package io.berth.node.formation;

import io.berth.link.identity.LinkTls;
import io.berth.link.identity.LiveIdentity;
import io.berth.link.proto.MembersGrpc;
import io.berth.link.proto.WireMembers;
import io.berth.node.config.HostAndPort;
import io.berth.node.formation.Standing.Phase;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links of the other members. */
public final class OtherMembers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OtherMembers.class);
    private static final long ANSWER_WITHIN_SECONDS = 2;

    private final LiveIdentity identity;
    private final Map<HostAndPort, ManagedChannel> channels = new ConcurrentHashMap<>();

    public OtherMembers(LiveIdentity identity) {
        this.identity = identity;
    }

    /** A channel to one of them; tried when it is used. */
    public ManagedChannel channel(HostAndPort member) {
        return channels.computeIfAbsent(
                member,
                address -> LinkTls.client(identity)
                        .apply(NettyChannelBuilder.forAddress(address.host(), address.port()))
                        .build());
    }

    /** What those of them say that answer soon. */
    public List<Standing> standings(List<HostAndPort> members) {
        List<Standing> answers = new ArrayList<>();
        for (HostAndPort member : members) {
            standing(member).ifPresent(answers::add);
        }
        return answers;
    }

    private Optional<Standing> standing(HostAndPort member) {
        try {
            // A member that was away for long is tried again at once, not when its channel thinks so.
            channel(member).resetConnectBackoff();
            WireMembers.Standing answer = MembersGrpc.newBlockingStub(channel(member))
                    .withDeadlineAfter(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
                    .stand(WireMembers.StandRequest.getDefaultInstance());
            return phase(answer.getPhase())
                    .map(phase -> new Standing(answer.getName(), phase, answer.getAddress(), answer.getShards()));
        } catch (StatusRuntimeException e) {
            LOG.debug("member at {} does not answer: {}", member, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Phase> phase(WireMembers.Standing.Phase phase) {
        return switch (phase) {
            case PHASE_LOOKING -> Optional.of(Phase.LOOKING);
            case PHASE_FORMING -> Optional.of(Phase.FORMING);
            case PHASE_JOINING -> Optional.of(Phase.JOINING);
            case PHASE_UP -> Optional.of(Phase.UP);
            case PHASE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
