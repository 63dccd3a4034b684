package io.berth.http.node;

import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.node.Booking;
import io.berth.domain.node.NodeState;
import io.berth.domain.resource.Resources;
import io.berth.http.spec.PlacementView.PlatformView;
import io.berth.http.spec.ResourcesView;
import java.util.List;
import java.util.Map;

/**
 * One node.
 *
 * @param id names it for ever
 * @param hostname of the machine
 * @param address where it is reached by others
 * @param labels set by an operator
 * @param engineLabels set in the engine's configuration
 * @param availability {@code active}, {@code pause} or {@code drain}
 * @param status {@code ready}, {@code disconnected} or {@code down}
 * @param statusSince when the status last changed
 * @param role {@code manager} if a member runs on the same machine, else {@code worker}
 * @param runtimes that work there
 * @param engineVersion of the container engine, empty without one
 * @param capacity what tasks may reserve in all
 * @param reserved what live tasks hold
 * @param tasks live tasks
 * @param incarnation counts the agent's connections
 */
public record NodeAnswer(
        String id,
        String hostname,
        String address,
        Map<String, String> labels,
        Map<String, String> engineLabels,
        String availability,
        String status,
        String statusSince,
        String role,
        PlatformView platform,
        List<String> runtimes,
        String engineVersion,
        ResourcesView capacity,
        ResourcesView reserved,
        int tasks,
        long incarnation) {
    /** Of a node that exists. */
    public static NodeAnswer of(NodeState state) {
        NodeInfo info = state.info().orElseThrow();
        List<Booking> live =
                state.bookings().values().stream().filter(Booking::isLive).toList();
        Resources reserved =
                live.stream().map(booking -> reserved(state, booking)).reduce(Resources.NONE, Resources::plus);
        return new NodeAnswer(
                state.id().value(),
                info.hostname(),
                info.address(),
                state.labels(),
                info.engineLabels(),
                state.availability().word(),
                state.liveness().word(),
                state.changedAt().toString(),
                info.isManager() ? "manager" : "worker",
                new PlatformView(info.platform().os(), info.platform().arch()),
                info.runtimes().stream().sorted().toList(),
                info.engineVersion(),
                ResourcesView.of(info.capacity()),
                ResourcesView.of(reserved),
                live.size(),
                state.incarnation());
    }

    private static Resources reserved(NodeState state, Booking booking) {
        var group = state.groups().get(booking.group());
        return group == null ? Resources.NONE : group.template().reserved();
    }
}
