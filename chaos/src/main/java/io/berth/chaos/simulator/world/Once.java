package io.berth.chaos.simulator.world;

import java.util.function.Consumer;

/** Passes on the first thing only. */
final class Once<T> implements Consumer<T> {
    private final Consumer<T> then;
    private boolean isDone;

    Once(Consumer<T> then) {
        this.then = then;
    }

    @Override
    public void accept(T thing) {
        if (!isDone) {
            isDone = true;
            then.accept(thing);
        }
    }
}
