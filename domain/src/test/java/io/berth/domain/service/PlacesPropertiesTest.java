package io.berth.domain.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.placement.Explanation;
import io.berth.domain.service.Signs.Mark;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The places of a service and the steps of a rollout against plain maps, under random changes. */
class PlacesPropertiesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<TaskState> STATES = List.of(TaskState.values());

    private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
    private final Map<Slot, SlotState> slots = new TreeMap<>();
    private Places places = Places.NONE;

    @Property(tries = 300)
    void theyHoldWhatMapsHoldAndKnowWhatNeedsAttention(@ForAll long draw) {
        Random random = new Random(draw);
        tasks.clear();
        slots.clear();
        places = Places.NONE;
        for (int step = 0; step < 80; step++) {
            change(random, step);
            assertThat(places.tasks()).isEqualTo(tasks);
            assertThat(places.tasks().keySet()).containsExactlyElementsOf(tasks.keySet());
            assertThat(places.slots()).isEqualTo(slots);
            assertThat(places.slots().keySet()).containsExactlyElementsOf(slots.keySet());
            assertThat(Places.of(slots, tasks)).isEqualTo(places);
        }
        attention();
    }

    private void attention() {
        assertThat(places.untold())
                .containsExactlyInAnyOrderElementsOf(
                        tasks.values().stream().filter(Task::isUntold).toList());
        assertThat(marked(Mark.ENDED)).isEqualTo(with(task -> !task.isLive() && task.isWanted()));
        assertThat(marked(Mark.SURPLUS))
                .isEqualTo(with(task -> task.isLive() && task.isWanted() && !slots.containsKey(task.slot())));
        Set<Slot> live = with(Task::isLive);
        assertThat(marked(Mark.EMPTY))
                .isEqualTo(slots.keySet().stream()
                        .filter(slot -> !live.contains(slot))
                        .collect(Collectors.toSet()));
        assertThat(places.signs().filled())
                .isEqualTo((int) live.stream().filter(slots::containsKey).count());
        assertThat(marked(Mark.LEAVING)).isEqualTo(with(Task::isLeaving));
        assertThat(marked(Mark.PENDING)).isEqualTo(slots(slot -> slot.pending().isPresent()));
        assertThat(marked(Mark.WAITING)).isEqualTo(slots(SlotState::isWaiting));
        for (long revision = 1; revision <= 3; revision++) {
            long ran = revision;
            Set<Slot> running = with(task -> task.isLive() && task.revision() == ran);
            assertThat(places.running(List.of(ran)).stream().map(Place::slot)).containsAll(running);
            assertThat(places.isRunning(ran)).isEqualTo(!running.isEmpty());
        }
    }

    private Set<Slot> marked(Mark mark) {
        return places.marked(mark).stream().map(Place::slot).collect(Collectors.toSet());
    }

    private Set<Slot> with(Predicate<Task> which) {
        return tasks.values().stream().filter(which).map(Task::slot).collect(Collectors.toSet());
    }

    private Set<Slot> slots(Predicate<SlotState> which) {
        return slots.entrySet().stream()
                .filter(slot -> which.test(slot.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void change(Random random, int step) {
        Slot slot = Slot.of(random.nextInt(12));
        Place place = places.at(slot);
        switch (random.nextInt(4)) {
            case 0 -> {
                Task task = task(new TaskId("task-" + random.nextInt(1_000_000) + "-" + step), slot, random);
                tasks.put(task.id(), task);
                places = places.with(place.with(task));
            }
            case 1 -> {
                Optional<SlotState> state = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(slotState(random));
                state.ifPresentOrElse(known -> slots.put(slot, known), () -> slots.remove(slot));
                places = places.with(place.with(state));
            }
            case 2 -> {
                tasks.values().removeIf(task -> task.slot().equals(slot) && !task.isLive());
                places = places.with(place.without(task -> !task.isLive()));
            }
            default -> {
                List<TaskId> here = place.tasks().stream().map(Task::id).toList();
                if (!here.isEmpty()) {
                    Task changed = task(here.get(random.nextInt(here.size())), slot, random);
                    tasks.replace(changed.id(), changed);
                    places = places.with(place.each(task -> task.id().equals(changed.id()) ? changed : task));
                }
            }
        }
    }

    private static Task task(TaskId id, Slot slot, Random random) {
        TaskState state = STATES.get(random.nextInt(STATES.size()));
        return new Task(
                id,
                slot,
                new NodeId("node"),
                1 + random.nextInt(3),
                random.nextBoolean(),
                "",
                TaskStatus.of(state, NOW, ""),
                NOW,
                random.nextInt(4) == 0);
    }

    private static SlotState slotState(Random random) {
        return new SlotState(
                List.of(),
                random.nextBoolean() ? Instant.EPOCH : NOW,
                random.nextInt(4) == 0,
                random.nextInt(4) == 0 ? Optional.of(Explanation.NONE) : Optional.empty());
    }

    @Property(tries = 300)
    void stepsCountAsAMapDoes(@ForAll long draw) {
        Random random = new Random(draw);
        Map<Slot, Instant> expected = new TreeMap<>();
        Steps steps = Steps.NONE;
        for (int i = 0; i < 60; i++) {
            Slot slot = Slot.of(random.nextInt(30));
            Instant since = random.nextInt(3) == 0 ? Instant.MAX : NOW.plusSeconds(random.nextInt(20));
            boolean isRemoved = random.nextInt(4) == 0;
            steps = isRemoved ? steps.without(slot) : steps.with(slot, since);
            if (isRemoved) {
                expected.remove(slot);
            } else {
                expected.put(slot, since);
            }
        }
        assertThat(steps.map()).isEqualTo(expected);
        assertThat(Steps.of(expected)).isEqualTo(steps);
        List<Instant> runs = new ArrayList<>(expected.values().stream()
                .filter(since -> !since.equals(Instant.MAX))
                .sorted()
                .toList()
                .reversed());
        assertThat(steps.open()).isEqualTo(expected.size() - runs.size());
        assertThat(steps.latest()).isEqualTo(runs.stream().findFirst());
        for (int count = 1; count < 10; count++) {
            assertThat(steps.latest(count)).isEqualTo(runs.stream().limit(count).reduce((_, last) -> last));
        }
        Instant now = NOW.plusSeconds(random.nextInt(30));
        Duration delay = Duration.ofSeconds(random.nextInt(10));
        assertThat(steps.busy(delay, now)).isEqualTo((int) expected.values().stream()
                .filter(since -> since.equals(Instant.MAX) || now.isBefore(since.plus(delay)))
                .count());
    }
}
