package io.berth.domain.spec;

import java.util.List;
import java.util.Map;

/**
 * The user's wish for a service. Never edited by the system, only replaced by the user or by a rollback.
 *
 * @param labels of the service; a stack's services carry {@link #STACK_LABEL}
 * @param mode how many tasks
 * @param template what each task looks like
 * @param update how a new revision is rolled out
 * @param rollback how the previous revision is rolled out again
 * @param ports reached from outside
 */
public record ServiceSpec(
        Map<String, String> labels,
        Mode mode,
        TaskTemplate template,
        RolloutPolicy update,
        RolloutPolicy rollback,
        List<PortSpec> ports) {
    /** The label that holds a service's stack; the same as Docker's, so that its clients find it. */
    public static final String STACK_LABEL = "com.docker.stack.namespace";

    public ServiceSpec {
        labels = Map.copyOf(labels);
        ports = List.copyOf(ports);
    }

    /** A replicated service of one container with every default. */
    public static ServiceSpec replicated(int replicas, ContainerSpec container) {
        return new ServiceSpec(
                Map.of(),
                new Mode.Replicated(replicas),
                TaskTemplate.of(container),
                RolloutPolicy.DEFAULT,
                RolloutPolicy.DEFAULT,
                List.of());
    }

    public ServiceSpec withMode(Mode newMode) {
        return new ServiceSpec(labels, newMode, template, update, rollback, ports);
    }

    public ServiceSpec withTemplate(TaskTemplate newTemplate) {
        return new ServiceSpec(labels, mode, newTemplate, update, rollback, ports);
    }

    /** The stack that the service belongs to, or empty. */
    public String stack() {
        return labels.getOrDefault(STACK_LABEL, "");
    }
}
