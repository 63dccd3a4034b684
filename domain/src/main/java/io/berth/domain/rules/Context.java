package io.berth.domain.rules;

import io.berth.domain.fleet.FleetView;
import java.time.Instant;

/**
 * The world as an argument: what a rule may know besides its own state.
 *
 * @param now the time of whatever is decided
 * @param fleet this member's copy of all nodes; may be stale
 * @param seed of every choice that is left to chance
 */
public record Context(Instant now, FleetView fleet, long seed) {}
