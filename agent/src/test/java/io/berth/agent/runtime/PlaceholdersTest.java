package io.berth.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.Platform;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
    private static final TaskAssignment TASK = new TaskAssignment(
            new TaskId("x7k"),
            ServiceId.of("web"),
            "uid-1",
            Slot.of(3),
            1,
            TaskTemplate.of(ContainerSpec.of("main", "busybox:1", List.of())),
            List.of(),
            Map.of("tier", "front", "a", "b"));

    private static String expand(String text) {
        return new Placeholders(TASK, new NodeId("n1"), "host-a", new Platform("linux", "x86_64")).expand(text);
    }

    @Test
    void everyPlaceholderOfSwarmIsFilledIn() {
        assertThat(expand("{{.Service.ID}} {{.Service.Name}} {{.Node.ID}} {{ .Node.Hostname }} {{.Task.ID}}"))
                .isEqualTo("uid-1 web n1 host-a x7k");
        assertThat(expand("{{.Task.Name}}-{{.Task.Slot}}-{{.Node.Platform.OS}}-{{.Node.Platform.Architecture}}"))
                .isEqualTo("web.3.x7k-3-linux-x86_64");
        assertThat(expand("{{index .Service.Labels \"tier\"}} {{.Service.Labels}}"))
                .isEqualTo("front map[a:b tier:front]");
    }

    @Test
    void textWithoutPlaceholdersStaysAsItIs() {
        assertThat(expand("$HOME {x} \\1")).isEqualTo("$HOME {x} \\1");
    }

    @Test
    void anUnknownPlaceholderIsNamed() {
        assertThatThrownBy(() -> expand("{{.Task.Color}}")).hasMessageContaining("{{.Task.Color}}");
    }
}
