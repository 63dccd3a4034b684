/** The members' part in the mesh: endpoints to the agents, and back who sends what. Not here: its rules (see {@code domain.traffic}). */
@NullMarked
package io.berth.sharding.traffic;

import org.jspecify.annotations.NullMarked;
