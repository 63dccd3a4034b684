package io.berth.chaos.simulator.world;

import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityRef;

/**
 * What a client asks for.
 *
 * @param id the origin of what follows from it
 */
public record Request(String id, EntityRef entity, EntityCommand command) {}
