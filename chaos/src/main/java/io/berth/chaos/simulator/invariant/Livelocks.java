package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.world.Witness;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.task.Slot;
import java.util.HashMap;
import java.util.Map;

/** L4 no livelock of placements: in calm a slot is not placed again and again. */
final class Livelocks implements Witness {
    /** More than a rollout and all that calm has to mend. */
    private static final int PLACEMENTS_MAX = 12;

    private record Place(String serviceUid, Slot slot) {}

    private final Map<Place, Integer> placements = new HashMap<>();
    private boolean isCalm;

    /** From now on nothing but the plan's outcasts does any harm. */
    void calm() {
        isCalm = true;
    }

    @Override
    public void recorded(Entry<?, ?> entry) {
        if (isCalm && entry.recorded().event() instanceof ServiceEvent.TasksAssigned(var _, var tasks, var _)) {
            String uid = ((ServiceState) entry.after()).uid();
            tasks.forEach(task -> placements.merge(new Place(uid, task.slot()), 1, Integer::sum));
        }
    }

    /** Whether a slot was placed more often than anything explains. */
    boolean isCaught(String serviceUid, Slot slot) {
        return placements.getOrDefault(new Place(serviceUid, slot), 0) > PLACEMENTS_MAX;
    }
}
