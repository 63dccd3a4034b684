package io.berth.persistence.codec;

import static io.berth.persistence.codec.TaskCodec.TASK;
import static io.berth.persistence.codec.Values.FLAG;
import static io.berth.persistence.codec.Values.INSTANT;
import static io.berth.persistence.codec.Values.LONG;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.command.TaskGroup;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.node.Booking;
import io.berth.domain.node.NodeState;
import io.berth.domain.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The codec of a node's state. */
final class NodeSnapshot {
    static final Codec<NodeState> NODE = node();

    private static final Comparator<TaskGroup> GROUP_ORDER =
            Comparator.comparing(TaskGroup::serviceUid).thenComparingLong(TaskGroup::revision);

    private NodeSnapshot() {}

    private static Codec<NodeState> node() {
        var shape = Shape.<NodeState>of("a node");
        var id = shape.always("id", TaskCodec.NODE, NodeState::id);
        var info = shape.unless(Optional.empty(), "info", Groups.present(NodeEvents.INFO), NodeState::info);
        var labels = shape.unless(Map.of(), "labels", ContainerCodec.LABELS, NodeState::labels);
        var availability = shape.always("availability", NodeEvents.AVAILABILITY, NodeState::availability);
        var revision = shape.unless(0L, "rev", LONG, NodeState::revision);
        var liveness = shape.always("liveness", liveness(), NodeState::liveness);
        var incarnation = shape.unless(0L, "inc", LONG, NodeState::incarnation);
        var session = shape.unless("", "session", TEXT, NodeState::session);
        var run = shape.unless("", "run", TEXT, NodeState::run);
        var changedAt = shape.unless(Instant.EPOCH, "changed", INSTANT, NodeState::changedAt);
        var leaseEnds = shape.unless(Instant.EPOCH, "lease", INSTANT, NodeState::leaseEnds);
        var groups = shape.unless(Map.of(), "groups", groups(), NodeState::groups);
        var bookings = shape.unless(Map.of(), "bookings", bookings(), NodeState::bookings);
        var lost = shape.unless(Map.of(), "lost", Groups.pairs(TASK, TaskCodec.GROUP_KEY), NodeState::lost);
        var released = shape.unless(Map.of(), "released", Groups.pairs(TASK, INSTANT), NodeState::released);
        return shape.made(row -> new NodeState(
                row.get(id),
                row.get(info),
                row.get(labels),
                row.get(availability),
                row.get(revision),
                row.get(liveness),
                row.get(incarnation),
                row.get(session),
                row.get(run),
                row.get(changedAt),
                row.get(leaseEnds),
                row.get(groups),
                row.get(bookings),
                row.get(lost),
                row.get(released)));
    }

    private static Codec<Liveness> liveness() {
        return Words.of(Liveness.values(), liveness -> switch (liveness) {
            case READY -> "ready";
            case DISCONNECTED -> "disconnected";
            case DOWN -> "down";
        });
    }

    /** As a list: each group holds its own key. */
    private static Codec<Map<TaskGroup.Key, TaskGroup>> groups() {
        return Groups.list(TaskCodec.GROUP).as(NodeSnapshot::groupsByKey, groups -> sorted(groups.values()));
    }

    private static Map<TaskGroup.Key, TaskGroup> groupsByKey(List<TaskGroup> groups) {
        Map<TaskGroup.Key, TaskGroup> byKey = new LinkedHashMap<>();
        groups.forEach(group -> byKey.put(group.key(), group));
        return byKey;
    }

    private static List<TaskGroup> sorted(Collection<TaskGroup> groups) {
        return groups.stream().sorted(GROUP_ORDER).toList();
    }

    /** As a list: each booking holds its own key. */
    private static Codec<Map<TaskId, Booking>> bookings() {
        return Groups.list(booking()).as(NodeSnapshot::bookingsByTask, books -> List.copyOf(books.values()));
    }

    private static Map<TaskId, Booking> bookingsByTask(List<Booking> bookings) {
        Map<TaskId, Booking> byTask = new LinkedHashMap<>();
        bookings.forEach(booking -> byTask.put(booking.task(), booking));
        return byTask;
    }

    private static Codec<Booking> booking() {
        var shape = Shape.<Booking>of("a booking");
        var task = shape.always("task", TASK, Booking::task);
        var group = shape.always("group", TaskCodec.GROUP_KEY, Booking::group);
        var slot = shape.always("slot", TaskCodec.SLOT, Booking::slot);
        var isStopping = shape.unless(false, "stopping", FLAG, Booking::isStopping);
        var status = shape.always("st", TaskCodec.STATUS, Booking::status);
        return shape.made(
                row -> new Booking(row.get(task), row.get(group), row.get(slot), row.get(isStopping), row.get(status)));
    }
}
