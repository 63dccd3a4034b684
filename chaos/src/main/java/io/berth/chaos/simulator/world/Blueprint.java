package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Agenda;
import io.berth.chaos.simulator.clock.Chance;

/**
 * What a world is made of besides its machines.
 *
 * @param rules of the entities
 * @param journal makes the journal
 */
public record Blueprint(RuleBook rules, Maker journal) {
    /** As in production. */
    public static final Blueprint PRODUCTION = new Blueprint(RuleBook.PRODUCTION, Journal::new);

    /** Makes a journal. */
    public interface Maker {
        Journal create(RuleBook rules, Network network, Agenda agenda, Chance chance, Witness witness);
    }
}
