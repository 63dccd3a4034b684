package io.berth.domain.node;

import io.berth.domain.command.TaskGroup;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.placement.Constraints;
import io.berth.domain.placement.Placer;
import io.berth.domain.resource.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which tasks must leave a node, and why. */
final class Evictions {
    /** One task that must go. */
    record Eviction(Booking booking, String reason) {}

    private final NodeState state;
    private final NodeView view;
    private final Map<TaskGroup.Key, Boolean> holds = new HashMap<>();
    private Resources kept = Resources.NONE;

    private Evictions(NodeState state) {
        this.state = state;
        this.view = NodeViews.of(state);
    }

    /** The tasks that must go, the oldest first, with the reason. Those that were told to stop are on their way. */
    static List<Eviction> of(NodeState state) {
        List<Eviction> leaving = new ArrayList<>();
        if (state.bookings().values().stream().noneMatch(Booking::isLive)) {
            return leaving;
        }
        Evictions evictions = new Evictions(state);
        for (Booking booking : state.bookings().values()) {
            if (booking.isLive() && booking.isStopping()) {
                evictions.keep(booking);
            }
        }
        for (Booking booking : state.bookings().values()) {
            if (booking.isLive() && !booking.isStopping()) {
                evictions
                        .reason(booking)
                        .ifPresentOrElse(
                                reason -> leaving.add(new Eviction(booking, reason)), () -> evictions.keep(booking));
            }
        }
        return leaving;
    }

    private void keep(Booking booking) {
        kept = kept.plus(group(booking).template().reserved());
    }

    private TaskGroup group(Booking booking) {
        return Objects.requireNonNull(state.groups().get(booking.group()), "group of a booked task");
    }

    /** Swarm enforces constraints and capacity for as long as tasks run, and so does Berth. */
    private Optional<String> reason(Booking booking) {
        if (state.availability() == Availability.DRAIN) {
            return Optional.of("node %s is drained".formatted(state.id()));
        }
        TaskGroup group = group(booking);
        boolean isHolding = holds.computeIfAbsent(
                group.key(), _ -> Constraints.hold(group.template().placement(), view));
        return isHolding ? shortage(group) : Optional.of("assigned node no longer meets constraints");
    }

    /** On a node that has shrunk the oldest tasks stay, as many as fit. */
    private Optional<String> shortage(TaskGroup group) {
        if (view.reserved().fitsIn(view.info().capacity())) {
            return Optional.empty();
        }
        return Placer.shortage(
                        group.template().reserved(), view.info().capacity().minus(kept))
                .map(text -> "node %s has shrunk: %s".formatted(state.id(), text));
    }
}
