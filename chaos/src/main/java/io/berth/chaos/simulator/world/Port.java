package io.berth.chaos.simulator.world;

import java.util.function.Consumer;

/**
 * Where something is taken, on some machine.
 *
 * @param at the program that takes it
 * @param takes what it does with it
 */
record Port<T>(Program at, Consumer<T> takes) {}
