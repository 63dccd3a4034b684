package io.berth.http.plan;

import io.berth.http.stack.DeployAnswer.ItemChange;
import io.berth.http.why.ExplanationView;
import java.util.List;
import java.util.Optional;

/**
 * What a request would change and where tasks would go, as things stand.
 *
 * @param secrets that would be put
 * @param configs that would be put
 * @param services in the order in which they would be put, then those that would be removed
 * @param warnings keys of the compose file that have no effect here
 */
public record PlanView(
        List<ItemChange> secrets, List<ItemChange> configs, List<ServicePlan> services, List<String> warnings) {
    /**
     * What would happen to one service.
     *
     * @param action {@code created}, {@code updated}, {@code unchanged} or {@code removed}
     * @param revision present one, 0 if there is none
     * @param changes of the spec, if it is updated
     * @param newTasks how many tasks would be made
     * @param placed where they would go
     * @param pending how many of them no node could take
     * @param text for people, a line each
     * @param why how the nodes were chosen, and who refused
     */
    public record ServicePlan(
            String name,
            String action,
            long revision,
            List<FieldDiff> changes,
            int newTasks,
            List<PlacedView> placed,
            int pending,
            List<String> text,
            Optional<ExplanationView> why) {}

    /** How many tasks would go to one node. */
    public record PlacedView(String node, String hostname, int tasks) {}
}
