package io.berth.http.plan;

import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.http.compose.ComposeResult;
import io.berth.http.compose.Note;
import io.berth.http.plan.PlanView.ServicePlan;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Commands;
import io.berth.http.route.Endpoint;
import io.berth.http.service.SpecBodies;
import io.berth.http.spec.SpecView;
import io.berth.http.stack.DryRun;
import io.berth.http.stack.Present;
import io.berth.http.stack.StackBodies;
import io.berth.http.stack.StackDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /plan?stack=NAME} with the body of a stack, or {@code /plan?service=NAME} with the spec of a service.
 *
 * @param commands asks entities; nothing is written
 */
public record PlanRoutes(Commands commands) {
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/plan", "What would change, and where tasks would go", PlanView.class, this::plan)
                .query("stack", "service", "namespace", "prune")
                .body(StackBodies.StackBody.class)
                .orBody("application/yaml"));
    }

    private CompletionStage<HttpResponse> plan(Call call) {
        if (call.query("stack").isPresent() == call.query("service").isPresent()) {
            throw Refusal.malformed(
                    "cannot plan: say what the body is, by ?stack=NAME for a compose file or ?service=NAME for a spec",
                    List.of());
        }
        return call.query("service").isPresent() ? service(call) : stack(call);
    }

    private CompletionStage<HttpResponse> stack(Call call) {
        String stack = call.query("stack").orElse("");
        boolean isPruning = call.flag("prune", false);
        ComposeResult wanted = StackBodies.sound(stack, call);
        List<String> warnings = wanted.warnings().stream().map(Note::text).toList();
        return Present.read(commands)
                .thenApply(present ->
                        StackDraft.of(wanted, stack, call.namespace(), isPruning, present, commands.control()::seal))
                .thenApply(draft -> Answers.ok(view(draft, warnings)));
    }

    private CompletionStage<HttpResponse> service(Call call) {
        ServiceId id =
                new ServiceId("service", call.namespace(), call.query("service").orElse(""));
        ServiceSpec spec = SpecBodies.sound(id, call.json(SpecView.class));
        return Present.read(commands)
                .thenApply(present -> StackDraft.ofService(id, spec, present))
                .thenApply(draft -> Answers.ok(view(draft, List.of())));
    }

    private PlanView view(StackDraft draft, List<String> warnings) {
        ServicePlanning planning = new ServicePlanning(commands.control().fleet());
        List<ServicePlan> services = new ArrayList<>();
        draft.services().forEach(service -> services.add(planning.plan(service)));
        draft.removed().forEach(service -> services.add(ServicePlanning.removed(service)));
        return new PlanView(DryRun.items(draft, Kind.SECRET), DryRun.items(draft, Kind.CONFIG), services, warnings);
    }
}
