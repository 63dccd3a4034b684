package io.berth.chaos.simulator.world;

import io.berth.domain.fleet.NodeId;
import java.time.Duration;

/** One connection of an agent to a member, with two ends that notice its end at different times. */
final class Session {
    /** Silence that is borne, by both ends, as in production. */
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static final long NEVER = -1;

    private final String id;
    private final AgentHost agent;
    private final Member member;
    private final Surroundings around;
    private final Pipe up;
    private final Pipe down;
    private long upSilentSince = NEVER;
    private long downSilentSince = NEVER;
    private boolean isOverAtAgent;
    private boolean isOverAtMember;

    Session(String id, AgentHost agent, Member member, Surroundings around) {
        this.id = id;
        this.agent = agent;
        this.member = member;
        this.around = around;
        this.up = around.network().pipe(agent.program(), member.program());
        this.down = around.network().pipe(member.program(), agent.program());
    }

    String id() {
        return id;
    }

    AgentHost agent() {
        return agent;
    }

    NodeId node() {
        return agent.node();
    }

    boolean isOver() {
        return isOverAtAgent && isOverAtMember;
    }

    boolean isOpenAtMember() {
        return !isOverAtMember;
    }

    /** Whether each end still believes in the other. */
    boolean isWhole() {
        return !isOverAtAgent && !isOverAtMember;
    }

    Member member() {
        return member;
    }

    void toMember(Runnable arrives) {
        up.send(() -> {
            if (!isOverAtMember) {
                arrives.run();
            }
        });
    }

    void toAgent(Runnable arrives) {
        down.send(() -> {
            if (!isOverAtAgent) {
                arrives.run();
            }
        });
    }

    /** The agent's end. */
    void endAtAgent(String reason) {
        if (!isOverAtAgent) {
            isOverAtAgent = true;
            up.send(() -> endAtMember(reason));
            down.close();
            agent.sessionEnded(this, reason);
        }
    }

    /** The member's end. */
    void endAtMember(String reason) {
        if (!isOverAtMember) {
            isOverAtMember = true;
            down.send(() -> endAtAgent(reason));
            up.close();
            member.gate().sessionEnded(this, reason);
        }
    }

    /** The agent's program is gone: nobody is there to notice the end. */
    void agentDied(boolean isHostAlive) {
        isOverAtAgent = true;
        down.close();
        if (isHostAlive
                && around.network()
                        .isOpen(agent.program().name(), member.program().name())) {
            member.program().after(around.network().latency(), () -> endAtMember("the connection broke"));
        }
    }

    void memberDied(boolean isHostAlive) {
        isOverAtMember = true;
        up.close();
        if (isHostAlive
                && around.network()
                        .isOpen(member.program().name(), agent.program().name())) {
            agent.program().after(around.network().latency(), () -> endAtAgent("the connection broke"));
        }
    }

    /** Looks again at who can hear whom: something has changed in the world. */
    void look() {
        long now = around.agenda().micros();
        if (!up.isSilent()) {
            upSilentSince = NEVER;
        } else if (upSilentSince == NEVER && !isOverAtMember) {
            upSilentSince = now;
            member.program().after(LEASE, () -> {
                if (upSilentSince == now) {
                    endAtMember("the agent was silent for its lease");
                }
            });
        }
        if (!down.isSilent()) {
            downSilentSince = NEVER;
        } else if (downSilentSince == NEVER && !isOverAtAgent) {
            downSilentSince = now;
            agent.program().after(LEASE, () -> {
                if (downSilentSince == now) {
                    endAtAgent("the member was silent for too long");
                }
            });
        }
    }
}
