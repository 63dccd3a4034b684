/**
 * The simulated world around the production rules: machines, links, a journal, members with entities, agents with
 * containers. Not here: what users and fate do to it (see {@code simulator.plan}), nor what must hold in it (see
 * {@code simulator.invariant}).
 */
@NullMarked
package io.berth.chaos.simulator.world;

import org.jspecify.annotations.NullMarked;
