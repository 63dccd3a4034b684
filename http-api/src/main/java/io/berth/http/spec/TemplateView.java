package io.berth.http.spec;

import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.TaskTemplate;
import io.berth.http.json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every task of a service looks like.
 *
 * @param initContainers run one after the other to success before the others
 * @param containers run together; at least one
 * @param restart what follows when a task ends
 * @param placement where tasks may go
 * @param networks names of networks
 * @param aliases further names of the tasks, by network
 * @param runtime {@code docker}, {@code process}, {@code simulated} or empty for whatever the node has
 * @param forceUpdate raising it replaces all tasks
 */
public record TemplateView(
        List<ContainerView> initContainers,
        List<ContainerView> containers,
        Optional<RestartView> restart,
        Optional<PlacementView> placement,
        List<String> networks,
        Map<String, List<String>> aliases,
        String runtime,
        long forceUpdate) {
    /** Refused by the rules of specs, for it has no container. */
    static final TemplateView NONE =
            new TemplateView(List.of(), List.of(), Optional.empty(), Optional.empty(), List.of(), Map.of(), "", 0);

    static TemplateView of(TaskTemplate template) {
        return new TemplateView(
                template.initContainers().stream().map(ContainerView::of).toList(),
                template.containers().stream().map(ContainerView::of).toList(),
                Optional.of(RestartView.of(template.restart())),
                Optional.of(PlacementView.of(template.placement())),
                template.networks(),
                template.aliases(),
                template.runtime(),
                template.forceUpdate());
    }

    TaskTemplate toTemplate(Fields fields, String at) {
        return new TaskTemplate(
                containers(initContainers, fields, at + ".initContainers"),
                containers(containers, fields, at + ".containers"),
                restart.map(view -> view.toPolicy(fields, at + ".restart")).orElse(RestartPolicy.DEFAULT),
                placement
                        .map(view -> view.toPlacement(fields, at + ".placement"))
                        .orElse(PlacementSpec.ANYWHERE),
                networks,
                aliases,
                runtime,
                forceUpdate);
    }

    private static List<ContainerSpec> containers(List<ContainerView> views, Fields fields, String at) {
        List<ContainerSpec> containers = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            containers.add(views.get(i).toContainer(fields, at + "[" + i + "]"));
        }
        return containers;
    }
}
