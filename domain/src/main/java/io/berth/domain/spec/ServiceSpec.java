package io.berth.domain.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user's wish for a service. Never edited by the system, only replaced by the user or by a rollback.
 *
 * @param labels of the service; a stack's services carry {@link #STACK_LABEL}
 * @param mode how many tasks
 * @param template what each task looks like
 * @param update how a new revision is rolled out
 * @param rollback how the previous revision is rolled out again
 * @param ports reached from outside
 * @param endpoint how the service is found by name from within
 * @param form how the dialect that wrote it spells it
 */
public record ServiceSpec(
        Map<String, String> labels,
        Mode mode,
        TaskTemplate template,
        RolloutPolicy update,
        RolloutPolicy rollback,
        List<PortSpec> ports,
        Endpoint endpoint,
        Optional<DialectForm> form) {
    /** The label that holds a service's stack; the same as Docker's, so that its clients find it. */
    public static final String STACK_LABEL = "com.docker.stack.namespace";

    /** How a service is found by name from within: Swarm's endpoint modes. */
    public enum Endpoint {
        /** One address, balanced over the tasks. */
        VIP,
        /** The addresses of all tasks. */
        DNSRR
    }

    public ServiceSpec {
        labels = Map.copyOf(labels);
        ports = List.copyOf(ports);
    }

    /** A service with one address, which no dialect spells in its own way. */
    public ServiceSpec(
            Map<String, String> labels,
            Mode mode,
            TaskTemplate template,
            RolloutPolicy update,
            RolloutPolicy rollback,
            List<PortSpec> ports) {
        this(labels, mode, template, update, rollback, ports, Endpoint.VIP, Optional.empty());
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

    /** With another number of tasks, and without the form, which says the old one. */
    public ServiceSpec withMode(Mode newMode) {
        return new ServiceSpec(labels, newMode, template, update, rollback, ports, endpoint, Optional.empty());
    }

    /** With another template, and without the form, which says the old one. */
    public ServiceSpec withTemplate(TaskTemplate newTemplate) {
        return new ServiceSpec(labels, mode, newTemplate, update, rollback, ports, endpoint, Optional.empty());
    }

    /** With numbers for ports that had none; the form is kept, for there they still have none. */
    public ServiceSpec withPublished(List<PortSpec> newPorts) {
        return new ServiceSpec(labels, mode, template, update, rollback, newPorts, endpoint, form);
    }

    /** As the dialect {@code newForm} spells it. */
    public ServiceSpec withForm(Optional<DialectForm> newForm) {
        return new ServiceSpec(labels, mode, template, update, rollback, ports, endpoint, newForm);
    }

    /** The stack that the service belongs to, or empty. */
    public String stack() {
        return labels.getOrDefault(STACK_LABEL, "");
    }
}
