package io.berth.domain.service;

import static io.berth.domain.node.NodeStory.connect;
import static io.berth.domain.service.ServiceStory.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Instruction;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.node.NodeRules;
import io.berth.domain.node.NodeState;
import io.berth.domain.rules.Given;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service and a node with the member dying in between: what the node has recorded reaches the service after all. */
class LostReportTest {
    private static final String SESSION = "session-1";
    private final ServiceStory story = new ServiceStory();

    @Test
    void aServiceThatComesBackLearnsWhatItsNodeHasSeenMeanwhile() {
        story.put(web(1, "web:1"));
        Task task = story.wanted().getFirst();
        Given<NodeState, NodeCommand, NodeEvent> node =
                new Given<>(new NodeRules(), task.node().value());
        node.when(connect(SESSION));
        said(story.given.instructions(), task.node().ref(), NodeCommand.Reserve.class)
                .forEach(node::when);
        story.report(task, TaskState.STARTING);
        TaskStatus running = TaskStatus.of(TaskState.RUNNING, node.now(), "started");
        node.when(new NodeCommand.Report(SESSION, List.of(new TaskReport(task.id(), running))));
        assertThat(story.running()).isEmpty();

        story.given.when(new ServiceCommand.Wake(true));
        said(story.given.answers(), task.node().ref(), NodeCommand.Reserve.class)
                .forEach(question -> {
                    node.when(question).thenNothing();
                    said(node.answers(), story.given.state().id().ref(), ServiceCommand.class)
                            .forEach(story.given::when);
                });

        assertThat(story.running()).extracting(Task::id).containsExactly(task.id());
    }

    /** The report may be lost between two members although none of them dies. */
    @Test
    void aServiceAsksAfterTasksForAsLongAsTheyAreOnTheirWay() {
        story.put(web(1, "web:1"));
        Task task = story.wanted().getFirst();
        assertThat(story.given.rules().hasQuestions(story.given.state())).isFalse();

        story.report(task, TaskState.STARTING);
        assertThat(story.given.rules().hasQuestions(story.given.state())).isTrue();
        assertThat(said(
                        story.given.rules().questions(story.given.state()),
                        task.node().ref(),
                        NodeCommand.Reserve.class))
                .hasSize(1);

        story.report(task, TaskState.RUNNING);
        assertThat(story.given.rules().hasQuestions(story.given.state())).isFalse();
    }

    @Test
    void aServiceThatComesBackAsksNothingOfTasksThatRun() {
        story.put(web(2, "web:1")).agentsObey();
        story.given.when(new ServiceCommand.Wake(true));
        assertThat(story.given.answers()).isEmpty();
    }

    private static <C extends EntityCommand> List<C> said(
            List<Instruction> instructions, EntityRef target, Class<C> kind) {
        return instructions.stream()
                .filter(Instruction.Tell.class::isInstance)
                .map(Instruction.Tell.class::cast)
                .filter(tell -> tell.target().equals(target) && kind.isInstance(tell.command()))
                .map(tell -> kind.cast(tell.command()))
                .toList();
    }
}
