package io.berth.domain.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.ServiceCommand.NodeRefused;
import io.berth.domain.command.ServiceCommand.Restart;
import io.berth.domain.command.ServiceCommand.Rollback;
import io.berth.domain.entity.Instruction;
import io.berth.domain.rules.Given;
import io.berth.domain.rules.Rules.Difference;
import io.berth.domain.service.Rollout.Status;
import io.berth.domain.service.ServiceEvent.AssignedTask;
import io.berth.domain.service.ServiceEvent.TasksAssigned;
import io.berth.domain.service.ServiceLife.Step;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of a service whatever it is told, in whatever order, and however often. */
class ServicePropertiesTest {
    @Provide
    Arbitrary<List<Step>> lives() {
        return ServiceLife.lives();
    }

    /** Lives through all steps and looks at the command and the state before each one. */
    private static Given<ServiceState, ServiceCommand, ServiceEvent> live(
            List<Step> life, BiConsumer<Given<ServiceState, ServiceCommand, ServiceEvent>, ServiceCommand> look) {
        Given<ServiceState, ServiceCommand, ServiceEvent> given = new ServiceStory().given;
        for (Step step : life) {
            ServiceCommand command = step.command(given.state());
            given.after(step.pause()).whenever(command);
            look.accept(given, command);
        }
        return given;
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aCommandThatIsRepeatedChangesNothing(@ForAll("lives") List<Step> life) {
        live(life, (given, command) -> {
            // Each of these two is a wish of its own, however often it is uttered.
            if (!(command instanceof Restart) && !(command instanceof Rollback)) {
                ServiceState once = given.state();
                given.whenever(command);
                assertThat(given.events()).isEmpty();
                assertThat(given.state()).isEqualTo(once);
            }
        });
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatFollowsFromACommandIsDecidedWithIt(@ForAll("lives") List<Step> life) {
        Given<ServiceState, ServiceCommand, ServiceEvent> given = new ServiceStory().given;
        for (Step step : life) {
            ServiceCommand command =
                    step.command(given.after(step.pause()).wakes().state());
            given.whenever(command);
            // A node that has just refused is asked again by the next decision.
            if (!(command instanceof NodeRefused)) {
                assertThat(given.wakes().events()).isEmpty();
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void replayGivesTheSameState(@ForAll("lives") List<Step> life) {
        live(life, (_, _) -> {}).thenReplayGivesTheSame("service/default/web");
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aTaskIdIsNeverUsedAgain(@ForAll("lives") List<Step> life) {
        Set<TaskId> seen = new HashSet<>();
        live(
                life,
                (given, _) -> given.events(TasksAssigned.class).stream()
                        .flatMap(event -> event.tasks().stream())
                        .map(AssignedTask::task)
                        .forEach(task -> assertThat(seen.add(task)).isTrue()));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aTaskOnlyMovesForward(@ForAll("lives") List<Step> life) {
        Given<ServiceState, ServiceCommand, ServiceEvent> given = new ServiceStory().given;
        for (Step step : life) {
            Map<TaskId, Task> before = given.state().tasks();
            given.after(step.pause()).whenever(step.command(given.state()));
            given.state().tasks().forEach((id, task) -> {
                Task known = before.getOrDefault(id, task);
                assertThat(task.status().state())
                        .isGreaterThanOrEqualTo(known.status().state());
                assertThat(known.isWanted() || !task.isWanted()).isTrue();
            });
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void noSlotIsFilledTwice(@ForAll("lives") List<Step> life) {
        live(life, (given, _) -> {
            SlotTasks tasks = given.state().exists() ? new SlotTasks(given.state()) : null;
            if (tasks == null) {
                return;
            }
            Map<Slot, Long> current = given.state().tasks().values().stream()
                    .filter(task -> task.isLive() && task.isWanted() && !task.isEvicted() && tasks.isCurrent(task))
                    .collect(Collectors.groupingBy(Task::slot, Collectors.counting()));
            assertThat(current.values()).allMatch(count -> count == 1);
            assertThat(given.state().slots().keySet().containsAll(current.keySet()))
                    .isTrue();
        });
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void noTaskOfAnOldTemplateIsForgotten(@ForAll("lives") List<Step> life) {
        live(life, (given, _) -> {
            ServiceState state = given.state();
            boolean isSettled = state.exists()
                    && !state.isRemoving()
                    && state.rollout()
                            .map(Rollout::status)
                            .filter(status -> status != Status.COMPLETED && status != Status.ROLLBACK_COMPLETED)
                            .isEmpty();
            if (isSettled) {
                SlotTasks tasks = new SlotTasks(state);
                assertThat(state.slots().keySet())
                        .allMatch(slot -> tasks.outdated(slot).isEmpty());
            }
        });
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyTaskHasItsSpecAndEveryInstructionIsSaidOnce(@ForAll("lives") List<Step> life) {
        live(life, (given, _) -> {
            assertThat(given.instructions()).doesNotHaveDuplicates();
            given.state().tasks().values().stream()
                    .filter(Task::isLive)
                    .forEach(task -> assertThat(given.state().specs()).containsKey(task.revision()));
        });
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsSaidOtherwiseIsTheDifferenceOfAllThatIsSaid(@ForAll("lives") List<Step> life) {
        ServiceRules rules = new ServiceRules();
        Given<ServiceState, ServiceCommand, ServiceEvent> given = new ServiceStory().given;
        Set<Instruction> said = new HashSet<>(given.instructions());
        for (Step step : life) {
            ServiceState before = given.state();
            given.after(step.pause()).whenever(step.command(before));
            Difference difference = rules.difference(before, given.state()).orElseThrow();
            assertThat(said.containsAll(difference.gone())).isTrue();
            assertThat(Collections.disjoint(said, difference.come())).isTrue();
            difference.gone().forEach(said::remove);
            said.addAll(difference.come());
            assertThat(said).isEqualTo(Set.copyOf(given.instructions()));
        }
    }
}
