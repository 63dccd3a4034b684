package io.berth.chaos.simulator.plan;

import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.NodeId;

/** What users and operators do. */
public sealed interface Wish extends Step.Action {
    /** Creates a service or replaces its spec. */
    record Put(String service, Shape shape) implements Wish {
        @Override
        public String toString() {
            return "put " + service + ": " + shape;
        }
    }

    record Scale(String service, int replicas) implements Wish {
        @Override
        public String toString() {
            return "scale " + service + " to " + replicas;
        }
    }

    /** A command to a service that needs no more words. */
    record Order(String service, Verb verb) implements Wish {
        @Override
        public String toString() {
            return verb.name().toLowerCase(java.util.Locale.ROOT) + " " + service;
        }
    }

    /** What a service is told. */
    enum Verb {
        ROLLBACK,
        RESTART,
        PAUSE,
        RESUME,
        REMOVE
    }

    /** Changes the zone of a node, which services may be bound to. */
    record Label(NodeId node, String zone) implements Wish {
        @Override
        public String toString() {
            return "label " + node + " zone=" + zone;
        }
    }

    record Avail(NodeId node, Availability availability) implements Wish {
        @Override
        public String toString() {
            return "set " + node + " " + availability.word();
        }
    }

    /** A machine is switched on. */
    record Join(NodeId node) implements Wish {
        @Override
        public String toString() {
            return "join " + node;
        }
    }

    /** A machine is switched off for good. */
    record Lose(NodeId node) implements Wish {
        @Override
        public String toString() {
            return "lose " + node + " for ever";
        }
    }

    record RemoveNode(NodeId node) implements Wish {
        @Override
        public String toString() {
            return "remove " + node;
        }
    }

    /** Stores another value of a secret. Tasks get it when their service is put again. */
    record StoreSecret(String name, String value) implements Wish {
        @Override
        public String toString() {
            return "store secret " + name + " " + value;
        }
    }
}
