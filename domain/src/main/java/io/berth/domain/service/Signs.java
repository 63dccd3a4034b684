package io.berth.domain.service;

import io.berth.domain.task.TaskState;
import java.util.List;
import java.util.Optional;

/**
 * What is to be seen of some places at a glance, so that those that need no attention are passed over.
 *
 * @param slots how many of them the service wants
 * @param filled wanted slots with a live task
 * @param marks one bit for each {@link Mark} that one of them bears
 * @param leastRevision of their live tasks; more than {@code mostRevision} if there are none
 * @param mostRevision of their live tasks
 */
record Signs(int slots, int filled, int marks, long leastRevision, long mostRevision) {
    /** A reason to look at a place. */
    enum Mark {
        /** A task has ended by itself, and what follows is not decided yet. */
        ENDED(1 << 2),
        /** The slot is wanted, and nothing lives there. */
        EMPTY(1 << 3),
        /** A wanted task lives there, but the slot is not wanted any more. */
        SURPLUS(1 << 4),
        /** No node can take the slot's task. */
        PENDING(1 << 5),
        /** The slot waits for its next task's time. */
        WAITING(1 << 6),
        /** A node has accepted a task that does not run yet. */
        UNDER_WAY(1 << 7),
        /** A wanted task lives there that is to leave its node. */
        LEAVING(1 << 8),
        /** A task that was to leave is being replaced: the new one does not run yet. */
        MOVING(1 << 9);

        private final int bit;

        Mark(int bit) {
            this.bit = bit;
        }
    }

    static Signs of(Optional<SlotState> state, List<Task> tasks) {
        int marks = state.map(Signs::marks).orElse(0);
        boolean isLive = false;
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (Task task : tasks) {
            if (task.isLive()) {
                isLive = true;
                least = Math.min(least, task.revision());
                most = Math.max(most, task.revision());
            }
            marks |= marks(task, state.isPresent());
        }
        if (state.isPresent() && !isLive) {
            marks |= Mark.EMPTY.bit;
        }
        if (state.filter(slot -> !slot.isGivenUp()).isPresent() && isMoving(tasks)) {
            marks |= Mark.MOVING.bit;
        }
        int slots = state.isPresent() ? 1 : 0;
        return new Signs(slots, isLive ? slots : 0, marks, least, most);
    }

    private static boolean isMoving(List<Task> tasks) {
        int last = tasks.size() - 1;
        while (last >= 0 && !tasks.get(last).isEvicted()) {
            last--;
        }
        if (last < 0) {
            return false;
        }
        List<Task> newer = tasks.subList(last + 1, tasks.size());
        return newer.stream().noneMatch(Task::isRunning)
                && (!tasks.get(last).isLeaving() || newer.stream().anyMatch(task -> task.isWanted() && task.isLive()));
    }

    private static int marks(SlotState slot) {
        int pending = slot.pending().isPresent() ? Mark.PENDING.bit : 0;
        return slot.isWaiting() ? pending | Mark.WAITING.bit : pending;
    }

    private static int marks(Task task, boolean hasSlot) {
        if (!task.isWanted()) {
            return 0;
        }
        if (!task.isLive()) {
            return Mark.ENDED.bit;
        }
        int way = (isUnderWay(task) ? Mark.UNDER_WAY.bit : 0) | (task.isLeaving() ? Mark.LEAVING.bit : 0);
        return hasSlot ? way : way | Mark.SURPLUS.bit;
    }

    static boolean isUnderWay(Task task) {
        TaskState seen = task.status().state();
        return task.isWanted() && seen.compareTo(TaskState.ASSIGNED) > 0 && seen.compareTo(TaskState.RUNNING) < 0;
    }

    static Signs merged(Signs a, Signs b) {
        return new Signs(
                a.slots + b.slots,
                a.filled + b.filled,
                a.marks | b.marks,
                Math.min(a.leastRevision, b.leastRevision),
                Math.max(a.mostRevision, b.mostRevision));
    }

    boolean has(Mark mark) {
        return (marks & mark.bit) != 0;
    }

    boolean isLive() {
        return leastRevision <= mostRevision;
    }

    /** Whether a live task of the revision may be among them. */
    boolean mayRun(long revision) {
        return leastRevision <= revision && revision <= mostRevision;
    }
}
