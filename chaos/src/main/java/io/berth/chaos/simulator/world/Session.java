package io.berth.chaos.simulator.world;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.fleet.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
    private final List<Watcher> watchers = new ArrayList<>();
    private boolean isEndKnown;

    private record Watcher(Program program, Runnable action) {}

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

    /** Whether nobody has to do with it any more. */
    boolean isOver() {
        return isOverAtAgent && isOverAtMember && isEndKnown;
    }

    /** Whether the member's program has died with its end, and the others have not found out. */
    boolean isLeftOpen() {
        return isOverAtMember && !isEndKnown;
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

    void instruct(AgentInstruction instruction) {
        toAgent(() -> agent.obey(instruction));
    }

    /** Has {@code action} run at {@code watcher} when the member's end is known to be over; at once if it is. */
    void watch(Program watcher, Runnable action) {
        watchers.add(new Watcher(watcher, action));
        if (isEndKnown) {
            tellWatchers();
        }
    }

    /** The cluster has found out that the member of this session is gone, or the member has said so itself. */
    void endIsKnown() {
        isEndKnown = true;
        tellWatchers();
    }

    private void tellWatchers() {
        watchers.forEach(watcher -> watcher.program().after(around.network().latency(), watcher.action()));
        watchers.clear();
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
            endIsKnown();
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
        look();
    }

    void memberDied(boolean isHostAlive) {
        isOverAtMember = true;
        up.close();
        if (isHostAlive
                && around.network()
                        .isOpen(member.program().name(), agent.program().name())) {
            agent.program().after(around.network().latency(), () -> endAtAgent("the connection broke"));
        }
        look();
    }

    /** Looks again at who can hear whom: something has changed in the world. */
    void look() {
        long now = around.agenda().micros();
        // An end that is over says nothing any more, even if its program has started again meanwhile.
        if (!isOverAtAgent && !up.isSilent()) {
            upSilentSince = NEVER;
        } else if (upSilentSince == NEVER && !isOverAtMember) {
            upSilentSince = now;
            member.program().after(LEASE, () -> {
                if (upSilentSince == now) {
                    endAtMember("the agent was silent for its lease");
                }
            });
        }
        if (!isOverAtMember && !down.isSilent()) {
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
