package io.berth.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The volumes that the containers of one task share. They end with the task; named volumes of the node do not. */
final class DockerVolumes {
    private static final Logger LOG = LoggerFactory.getLogger(DockerVolumes.class);

    private final DockerClient client;
    private final NodeId node;

    DockerVolumes(DockerClient client, NodeId node) {
        this.client = client;
        this.node = node;
    }

    /** Every task of this node that has one. */
    Set<TaskId> tasks() {
        return labelled(DockerLabels.TASK).stream()
                .map(volume -> new TaskId(volume.getLabels().getOrDefault(DockerLabels.TASK, "")))
                .collect(Collectors.toSet());
    }

    void remove(TaskId task) {
        for (InspectVolumeResponse volume : labelled(DockerLabels.TASK + "=" + task)) {
            boolean wasThere = DockerCalls.runIfThere(
                    () -> client.removeVolumeCmd(volume.getName()).exec());
            LOG.debug("volume={} removed, was there: {}", volume.getName(), wasThere);
        }
    }

    private List<InspectVolumeResponse> labelled(String label) {
        List<InspectVolumeResponse> found = DockerCalls.call(() -> client.listVolumesCmd()
                .withFilter("label", List.of(label, DockerLabels.NODE + "=" + node))
                .exec()
                .getVolumes());
        return Objects.requireNonNullElse(found, List.of());
    }
}
