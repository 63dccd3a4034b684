package io.berth.chaos.planted;

import io.berth.chaos.simulator.clock.Agenda;
import io.berth.chaos.simulator.clock.Chance;
import io.berth.chaos.simulator.world.Blueprint;
import io.berth.chaos.simulator.world.Journal;
import io.berth.chaos.simulator.world.Log;
import io.berth.chaos.simulator.world.Network;
import io.berth.chaos.simulator.world.RuleBook;
import io.berth.chaos.simulator.world.Witness;
import io.berth.domain.entity.EntityState;
import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.SlotState;
import io.berth.domain.task.Slot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Faults of the journal. */
final class JournalFaults {
    static final List<PlantedFault> ALL = List.of(
            PlantedFault.of("a write is acknowledged before it is done", "S1", 5, of(AnswersFirst::new)),
            PlantedFault.of("a writer of an older epoch is not fenced", "S2", 150, of(Unfenced::new)),
            PlantedFault.of("half a batch is written", "S3", 5, of(Halving::new)),
            PlantedFault.of("the snapshot of a service forgets its restart timers", "S16", 30, of(Timeless::new)),
            PlantedFault.of("the snapshot of a node forgets what has left it", "S16", 30, of(Graveless::new)));

    private JournalFaults() {}

    private static Blueprint of(Blueprint.Maker journal) {
        return new Blueprint(RuleBook.PRODUCTION, journal);
    }

    private static final class AnswersFirst extends Journal {
        AnswersFirst(RuleBook rules, Network network, Agenda agenda, Chance chance, Witness witness) {
            super(rules, network, agenda, chance, witness);
        }

        @Override
        protected boolean isAnsweredFirst() {
            return true;
        }
    }

    private static final class Unfenced extends Journal {
        Unfenced(RuleBook rules, Network network, Agenda agenda, Chance chance, Witness witness) {
            super(rules, network, agenda, chance, witness);
        }

        @Override
        protected boolean mayWrite(Log<?, ?> log, long epoch) {
            return true;
        }
    }

    private static final class Halving extends Journal {
        Halving(RuleBook rules, Network network, Agenda agenda, Chance chance, Witness witness) {
            super(rules, network, agenda, chance, witness);
        }

        @Override
        protected int kept(int events) {
            return (events + 1) / 2;
        }
    }

    private static final class Timeless extends Journal {
        Timeless(RuleBook rules, Network network, Agenda agenda, Chance chance, Witness witness) {
            super(rules, network, agenda, chance, witness);
        }

        @Override
        @SuppressWarnings("unchecked") // It answers a state of the same kind.
        protected <S extends EntityState> S snapshot(S state) {
            return state instanceof ServiceState service ? (S) withFreshSlots(service) : state;
        }

        private static ServiceState withFreshSlots(ServiceState service) {
            Map<Slot, SlotState> slots = new TreeMap<>(service.slots());
            slots.replaceAll((slot, known) -> SlotState.FRESH);
            return Edited.with(service, "slots", slots);
        }
    }

    private static final class Graveless extends Journal {
        Graveless(RuleBook rules, Network network, Agenda agenda, Chance chance, Witness witness) {
            super(rules, network, agenda, chance, witness);
        }

        @Override
        @SuppressWarnings("unchecked") // It answers a state of the same kind.
        protected <S extends EntityState> S snapshot(S state) {
            return state instanceof NodeState node ? (S) Edited.with(node, "released", Map.of()) : state;
        }
    }
}
