package io.berth.domain.service;

import static io.berth.domain.service.ServiceStory.UID;
import static io.berth.domain.service.ServiceStory.web;
import static io.berth.domain.service.ServiceStory.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.ServiceCommand.NodeEvicts;
import io.berth.domain.command.ServiceCommand.NodeRefused;
import io.berth.domain.command.ServiceCommand.NodeReported;
import io.berth.domain.command.ServiceCommand.Put;
import io.berth.domain.command.ServiceCommand.Remove;
import io.berth.domain.command.ServiceCommand.Scale;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.service.ServiceEvent.RestartsEnded;
import io.berth.domain.service.ServiceEvent.ServiceRemoved;
import io.berth.domain.service.ServiceEvent.SlotsPending;
import io.berth.domain.service.ServiceEvent.TasksAssigned;
import io.berth.domain.service.ServiceEvent.TasksObserved;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RestartPolicy.Condition;
import io.berth.domain.spec.RestartPolicy.Place;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ServiceRulesTest {
    private final ServiceStory story = new ServiceStory();

    @Test
    void aNewServiceIsPlacedInTheSameDecision() {
        story.put(web(3, "web:1"));

        assertThat(story.given.events(TasksAssigned.class)).hasSize(1);
        assertThat(story.wanted()).hasSize(3).allMatch(task -> task.status().state() == TaskState.ASSIGNED);
    }

    @Test
    void everyAssignedTaskIsReservedOnItsNodeUntilTheNodeHasAnswered() {
        story.put(web(2, "web:1"));
        List<NodeId> told = story.given.instructions().stream()
                .map(instruction -> (Instruction.Tell) instruction)
                .filter(tell -> tell.command() instanceof NodeCommand.Reserve)
                .map(tell -> new NodeId(tell.target().id()))
                .toList();
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        story.wanted().stream().map(Task::node).collect(Collectors.toSet()));

        for (Task task : story.wanted()) {
            story.given.when(new ServiceCommand.NodeAccepted(task.node(), List.of(task.id())));
        }
        assertThat(story.given.instructions()).isEmpty();
    }

    @Test
    void puttingTheSameSpecAgainChangesNothing() {
        story.put(web(1, "web:1")).put(web(1, "web:1"));
        story.given.thenNothing();
    }

    @Test
    void aPutThatWasDecidedOnAnOlderRevisionIsRefused() {
        story.put(web(1, "web:1"));
        story.given.thenRefused(
                new Put(UID, web(2, "web:1"), OptionalLong.of(7)),
                Code.STALE,
                "cannot put service web: it is at revision 1, the request expects 7; read it again");
    }

    @Test
    void aCommandForAServiceThatDoesNotExistIsRefused() {
        story.given.thenRefused(new Scale(2), Code.NOT_FOUND, "service web not found");
    }

    @Test
    void scalingUpFillsTheLowestFreeSlots() {
        story.put(web(1, "web:1")).agentsObey();
        story.given.when(new Scale(3));
        assertThat(story.given.state().slots().keySet().toString()).isEqualTo("[1, 2, 3]");
        assertThat(story.wanted()).hasSize(3);
    }

    @Test
    void scalingDownStopsWhatDoesNotRunFirst() {
        story.put(web(3, "web:1"));
        Task running = story.wanted().getLast();
        story.report(running, TaskState.RUNNING);
        story.given.when(new Scale(1));
        assertThat(story.wanted()).extracting(Task::id).containsExactly(running.id());
    }

    @Test
    void aTaskThatEndsIsReplacedAfterTheDelayInTheSameSlot() {
        story.put(web(1, "web:1")).agentsObey();
        Task first = story.running().getFirst();
        story.report(first, TaskState.FAILED);
        assertThat(story.wanted()).isEmpty();

        story.after(Duration.ofSeconds(4));
        assertThat(story.wanted()).isEmpty();
        story.after(Duration.ofSeconds(1));
        assertThat(story.wanted()).hasSize(1).first().satisfies(task -> {
            assertThat(task.slot()).isEqualTo(first.slot());
            assertThat(task.id()).isNotEqualTo(first.id());
        });
    }

    @Test
    void theEntityIsWokenWhenARestartIsDue() {
        story.put(web(1, "web:1")).agentsObey();
        story.report(story.running().getFirst(), TaskState.FAILED);
        assertThat(story.given.rules().wakeAt(story.given.state()))
                .contains(story.given.now().plusSeconds(5));
    }

    @Test
    void noMoreRestartsFollowThanThePolicyAllows() {
        RestartPolicy twice = new RestartPolicy(Condition.ON_FAILURE, Duration.ZERO, 2, Duration.ZERO, Place.NEW_TASK);
        story.put(with(web(1, "web:1"), twice)).agentsObey();
        for (int run = 1; run <= 3; run++) {
            story.report(story.wanted().getFirst(), TaskState.FAILED);
        }
        assertThat(story.given.events(RestartsEnded.class))
                .extracting(RestartsEnded::reason)
                .containsExactly("restarted 2 times, which is the most allowed");
        assertThat(story.wanted()).isEmpty();
        assertThat(story.given.state().tasks()).hasSize(3);
    }

    @Test
    void aTaskThatSucceedsIsNotRestartedOnFailureOnly() {
        RestartPolicy onFailure =
                new RestartPolicy(Condition.ON_FAILURE, Duration.ZERO, 0, Duration.ZERO, Place.NEW_TASK);
        story.put(with(web(1, "web:1"), onFailure)).agentsObey();
        story.report(story.running().getFirst(), TaskState.COMPLETE);
        assertThat(story.wanted()).isEmpty();
    }

    @Test
    void aTaskOfALostNodeIsReplacedAtOnceElsewhere() {
        story.put(web(2, "web:1")).agentsObey();
        Task lost = story.running().getFirst();
        story.given.nodes(lost.node().value().equals("a") ? ServiceStory.NODE_B : ServiceStory.NODE_A);
        story.report(lost, TaskState.LOST);
        assertThat(story.wanted()).hasSize(2).noneMatch(task -> task.node().equals(lost.node()));
    }

    @Test
    void refusedTasksArePlacedAgainOnAnotherNode() {
        story.put(web(1, "web:1"));
        Task refused = story.wanted().getFirst();
        story.given.when(new NodeRefused(refused.node(), List.of(refused.id()), "memory"));
        assertThat(story.wanted()).hasSize(1).first().satisfies(task -> {
            assertThat(task.node()).isNotEqualTo(refused.node());
            assertThat(task.id()).isNotEqualTo(refused.id());
        });
    }

    @Test
    void withoutANodeSlotsWaitAndSayWhyOnce() {
        story.given.nodes();
        story.put(web(2, "web:1"));
        assertThat(story.given.events(SlotsPending.class)).hasSize(1);
        story.given.wakes().thenNothing();
        assertThat(story.given.rules().watchesFleet(story.given.state())).isTrue();
        story.given.nodes(ServiceStory.NODE_A).wakes();
        assertThat(story.wanted()).hasSize(2);
    }

    @Test
    void evictedTasksAreStoppedAndReplacedWhenTheyHaveStopped() {
        story.put(web(1, "web:1")).agentsObey();
        Task evicted = story.running().getFirst();
        story.given.when(new NodeEvicts(evicted.node(), List.of(evicted.id()), "node a has shrunk", false));
        assertThat(story.wanted()).isEmpty();
        story.report(evicted, TaskState.SHUTDOWN);
        assertThat(story.wanted()).hasSize(1);
    }

    @Test
    void reportsThatTellNothingNewChangeNothingButEndsAreReleasedAgain() {
        story.put(web(1, "web:1")).agentsObey();
        Task task = story.running().getFirst();
        story.report(task, TaskState.RUNNING);
        story.given.thenNothing();
        story.report(task, TaskState.FAILED).report(task, TaskState.FAILED);
        story.given.thenNothing();
        assertThat(story.given.answers())
                .containsExactly(new Instruction.Tell(
                        task.node().ref(),
                        new NodeCommand.Release(story.given.state().id(), List.of(task.id()))));
    }

    @Test
    void aTaskThatWasGivenUpIsStoppedWhenItsNodeReturns() {
        story.put(web(1, "web:1")).agentsObey();
        Task task = story.running().getFirst();
        story.report(task, TaskState.LOST);
        story.given.when(new NodeReported(
                task.node(),
                List.of(new TaskReport(task.id(), TaskStatus.of(TaskState.RUNNING, story.given.now(), "started")))));
        assertThat(story.given.events(TasksObserved.class)).isEmpty();
        assertThat(story.given.answers())
                .containsExactly(new Instruction.Tell(
                        task.node().ref(),
                        new NodeCommand.Stop(story.given.state().id(), List.of(task.id()))));
    }

    @Test
    void aRemovedServiceIsGoneWhenItsLastTaskHasStopped() {
        story.put(web(2, "web:1")).agentsObey();
        story.given.when(new Remove());
        assertThat(story.given.state().exists()).isTrue();
        story.agentsObey();
        assertThat(story.given.events(ServiceRemoved.class)).hasSize(1);
        assertThat(story.given.state().exists()).isFalse();
    }

    @Test
    void aSlotKeepsFiveTasksOfHistory() {
        RestartPolicy atOnce = new RestartPolicy(Condition.ANY, Duration.ZERO, 0, Duration.ZERO, Place.NEW_TASK);
        story.put(with(web(1, "web:1"), atOnce)).agentsObey();
        for (int run = 0; run < 10; run++) {
            story.report(story.wanted().getFirst(), TaskState.FAILED);
        }
        assertThat(story.given.state().tasks()).hasSize(5);
        assertThat(story.wanted()).hasSize(1);
    }

    @Test
    void claimsAreConfirmedOnceCreatedAndReleasedBeforeTheServiceIsGone() {
        PortSpec http = new PortSpec("", "tcp", 80, 8080, PublishMode.INGRESS);
        ServiceSpec plain = web(1, "web:1");
        story.put(new ServiceSpec(
                plain.labels(), plain.mode(), plain.template(), plain.update(), plain.rollback(), List.of(http)));
        EntityRef claim = new EntityRef(EntityRef.Kind.CLAIM, "port/tcp/8080");
        ServiceId web = story.given.state().id();
        assertThat(story.given.instructions())
                .contains(new Instruction.Tell(claim, new ClaimCommand.Confirm(web, UID, 1)));
        story.given.when(new ServiceCommand.ClaimConfirmed("port/tcp/8080", 1));

        story.agentsObey();
        story.given.when(new Remove());
        story.agentsObey();
        assertThat(story.given.instructions())
                .containsExactly(new Instruction.Tell(claim, new ClaimCommand.Release(web, UID, 1)));
        assertThat(story.given.state().exists()).isTrue();
        story.given.when(new ServiceCommand.ClaimReleased("port/tcp/8080", 1));
        assertThat(story.given.state().exists()).isFalse();
    }
}
