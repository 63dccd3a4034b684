package io.berth.agent.task;

import io.berth.agent.runtime.ContainerRef;
import io.berth.agent.runtime.FoundContainer;
import io.berth.agent.runtime.FoundContainer.Phase;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an earlier agent has left of a task.
 *
 * @param containers that were found
 */
record Adoption(List<FoundContainer> containers) {
    Adoption {
        containers = List.copyOf(containers);
    }

    /** Tells a member what was found of it; its restarts are in the recorded status. */
    void take(Member member, TaskStatus recorded) {
        containers.stream()
                .filter(found -> found.ref().container().equals(member.spec.name()))
                .findFirst()
                .ifPresent(member::found);
        member.restarts = recorded.containers().stream()
                .filter(seen -> seen.name().equals(member.spec.name()))
                .mapToInt(ContainerStatus::restarts)
                .findFirst()
                .orElse(0);
    }

    List<ContainerRef> running() {
        return containers.stream()
                .filter(found -> found.phase() == Phase.RUNNING)
                .map(FoundContainer::ref)
                .toList();
    }

    /** Exit codes of ended containers. */
    Map<ContainerRef, Integer> exits() {
        Map<ContainerRef, Integer> exits = new LinkedHashMap<>();
        containers.stream()
                .filter(found -> found.phase() == Phase.EXITED)
                .forEach(found -> exits.put(found.ref(), found.exitCode()));
        return exits;
    }

    List<HostPort> ports() {
        return containers.stream()
                .map(FoundContainer::ports)
                .filter(ports -> !ports.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
