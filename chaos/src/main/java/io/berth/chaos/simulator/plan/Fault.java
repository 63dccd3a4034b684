package io.berth.chaos.simulator.plan;

import static io.berth.chaos.simulator.plan.Step.seconds;

import io.berth.chaos.simulator.world.Journal;
import io.berth.chaos.simulator.world.Machine;
import io.berth.chaos.simulator.world.Network;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.fleet.NodeId;
import java.time.Duration;

/** What befalls the world. Whatever lasts ends by itself. */
public sealed interface Fault extends Step.Action {
    /** What befalls one member. */
    sealed interface OfMember extends Fault {
        String member();
    }

    /** What befalls one node. */
    sealed interface OfNode extends Fault {
        NodeId node();
    }

    /** What befalls what lies between them. */
    sealed interface Between extends Fault {}

    /** A member's program dies and is started again after a while. */
    record KillMember(String member, Duration down) implements OfMember {
        @Override
        public String toString() {
            return "kill " + member + " for " + seconds(down);
        }
    }

    /** The same, at its next write. */
    record KillWriter(String member, Journal.Moment moment, Duration down) implements OfMember {
        @Override
        public String toString() {
            return "kill " + member + " "
                    + moment.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " for " + seconds(down);
        }
    }

    record PauseMember(String member, Duration duration) implements OfMember {
        @Override
        public String toString() {
            return "pause " + member + " for " + seconds(duration);
        }
    }

    /** An agent's program dies; with its machine, containers die too. */
    record KillAgent(NodeId node, boolean withMachine, Duration down) implements OfNode {
        @Override
        public String toString() {
            return "kill " + (withMachine ? "the machine " : "the agent ") + node + " for " + seconds(down);
        }
    }

    record PauseAgent(NodeId node, Duration duration) implements OfNode {
        @Override
        public String toString() {
            return "pause the agent " + node + " for " + seconds(duration);
        }
    }

    record LoseSession(NodeId node) implements OfNode {
        @Override
        public String toString() {
            return "end the session of " + node;
        }
    }

    record Cut(String from, String to, boolean isBothWays, Duration duration) implements Between {
        @Override
        public String toString() {
            return "cut " + from + (isBothWays ? " <-> " : " -> ") + to + " for " + seconds(duration);
        }
    }

    record BadWeather(Network.Weather weather, Duration duration) implements Between {
        @Override
        public String toString() {
            return "between members for %s: loss %.2f, duplication %.2f, delay up to %s, %s"
                    .formatted(
                            seconds(duration),
                            weather.loss(),
                            weather.duplication(),
                            seconds(weather.delay()),
                            weather.isOrdered() ? "in order" : "out of order");
        }
    }

    record BadJournal(Journal.Trouble trouble, Duration duration) implements Between {
        @Override
        public String toString() {
            return "journal " + trouble.name().toLowerCase(java.util.Locale.ROOT) + " for " + seconds(duration);
        }
    }

    record StaleFleet(String member, Duration duration) implements OfMember {
        @Override
        public String toString() {
            return member + " sees no news of nodes for " + seconds(duration);
        }
    }

    record Skew(String party, Duration skew, Duration duration) implements Between {
        @Override
        public String toString() {
            return "clock of " + party + " off by " + seconds(skew) + " for " + seconds(duration);
        }
    }

    record BadRuntime(NodeId node, Machine.Trouble trouble, Duration duration) implements OfNode {
        @Override
        public String toString() {
            return "runtime of %s for %s: starts up to %s later, %.2f of them fail, stops up to %s later"
                    .formatted(
                            node,
                            seconds(duration),
                            seconds(trouble.startDelay()),
                            trouble.startFailures(),
                            seconds(trouble.stopDelay()));
        }
    }

    record CrashContainers(NodeId node, double share) implements OfNode {
        @Override
        public String toString() {
            return "crash %.2f of the containers on %s".formatted(share, node);
        }
    }

    /** An entity moves to some member without need. */
    record Move(EntityRef entity) implements Between {
        @Override
        public String toString() {
            return "move " + entity;
        }
    }
}
