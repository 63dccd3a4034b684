package io.berth.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.ContainerPlan;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holders: a task of several containers has one more that does nothing but own the network namespace that the others
 * join, as the pause container of a Kubernetes pod. So any of them may end and be restarted in place while the others
 * keep their addresses, ports and connections; were it owned by the first, its restart would leave the others in a
 * namespace without network. A task of one container needs none.
 */
final class DockerHolders {
    private static final Logger LOG = LoggerFactory.getLogger(DockerHolders.class);

    private final DockerClient client;
    private final NodeId node;
    private final DockerNetworks networks;
    private final DockerCreation creation;
    private final HolderImage image;

    DockerHolders(
            DockerClient client, NodeId node, DockerNetworks networks, DockerCreation creation, HolderImage image) {
        this.client = client;
        this.node = node;
        this.networks = networks;
        this.creation = creation;
        this.image = image;
    }

    /** The holder's name; no container of a task has one with a dot behind the task's. */
    static String name(TaskAssignment task) {
        return task.taskName() + ".holder";
    }

    /** Creates the task's holder; one that is there stays. */
    void create(ContainerPlan first) {
        image.ensure();
        DockerCalls.run(() -> {
            try {
                String id = creation.holder(first).exec().getId();
                connect(id, first.assignment());
            } catch (ConflictException isThere) {
                LOG.debug("holder of task={} is there", first.assignment().task());
            } catch (NotFoundException wrong) {
                image.forget();
                throw wrong;
            }
        });
    }

    private void connect(String id, TaskAssignment task) {
        try {
            networks.connectOthers(id, task);
        } catch (ContainerException refused) {
            remove(id); // a creation that fails leaves nothing behind
            throw refused;
        }
    }

    /** Starts the task's holder; one that runs stays. */
    void start(TaskAssignment task) {
        DockerCalls.run(() -> {
            try {
                client.startContainerCmd(name(task)).exec();
            } catch (NotModifiedException runs) {
                LOG.trace("holder of task={} runs", task.task());
            }
        });
    }

    /** Kills and removes the task's holder, if it is there. */
    void release(TaskAssignment task) {
        remove(name(task));
    }

    boolean runs(TaskAssignment task) {
        return DockerCalls.find(() -> client.inspectContainerCmd(name(task)).exec())
                .map(InspectContainerResponse::getState)
                .filter(state -> Boolean.TRUE.equals(state.getRunning()))
                .isPresent();
    }

    /** Every task of this node that has one. */
    Set<TaskId> tasks() {
        return labelled(Map.of()).stream()
                .map(holder -> new TaskId(holder.getLabels().getOrDefault(DockerLabels.TASK, "")))
                .collect(Collectors.toSet());
    }

    /** Kills and removes the holder of a task of which nothing else is known, if there is one. */
    void remove(TaskId task) {
        labelled(Map.of(DockerLabels.TASK, task.value())).forEach(holder -> remove(holder.getId()));
    }

    private void remove(String idOrName) {
        boolean wasThere = DockerCalls.runIfThere(
                () -> client.removeContainerCmd(idOrName).withForce(true).exec());
        LOG.debug("holder={} removed, was there: {}", idOrName, wasThere);
    }

    private List<Container> labelled(Map<String, String> labels) {
        List<String> filters = labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.toList());
        filters.add(DockerLabels.HOLDER);
        filters.add(DockerLabels.NODE + "=" + node);
        return DockerCalls.call(() -> client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(filters)
                .exec());
    }
}
