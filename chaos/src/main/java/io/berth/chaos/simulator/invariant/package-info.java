/** What must hold in every world: the invariants of docs/simulator.md, checked on what is durable and what runs. */
@NullMarked
package io.berth.chaos.simulator.invariant;

import org.jspecify.annotations.NullMarked;
