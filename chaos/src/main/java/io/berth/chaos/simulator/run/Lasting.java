package io.berth.chaos.simulator.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Something that lasts for a while, of which there may be several at a time: the one that began last is in effect. */
final class Lasting<T> {
    private final T calm;
    private final Consumer<T> world;
    private final Deque<T> under = new ArrayDeque<>();

    /**
     * @param calm what is in effect while none of it lasts
     * @param world is told what is in effect
     */
    Lasting(T calm, Consumer<T> world) {
        this.calm = calm;
        this.world = world;
    }

    void begins(T thing) {
        under.addLast(thing);
        world.accept(thing);
    }

    void ends(T thing) {
        under.removeLastOccurrence(thing);
        world.accept(under.isEmpty() ? calm : under.getLast());
    }
}
