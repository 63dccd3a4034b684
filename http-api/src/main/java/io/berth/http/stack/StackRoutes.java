package io.berth.http.stack;

import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.service.ServiceState;
import io.berth.http.compose.ComposeResult;
import io.berth.http.compose.Note;
import io.berth.http.json.Json;
import io.berth.http.problem.Problem;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Commands;
import io.berth.http.route.Endpoint;
import io.berth.http.route.ItemList;
import io.berth.http.service.ServiceSummary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /stacks}.
 *
 * @param commands asks entities
 * @param uids makes an id for each new service, secret or config
 */
public record StackRoutes(Commands commands, Supplier<String> uids) {
    /**
     * One stack: the services that carry its label.
     *
     * @param services by name
     */
    public record StackView(String name, String namespace, List<ServiceSummary> services) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/stacks", "Stacks with their services", StackView.class, this::list)
                        .query("namespace"),
                Endpoint.get("/stacks/{name}", "One stack", StackView.class, this::get)
                        .query("namespace"),
                Endpoint.put("/stacks/{name}", "Deploy a compose file", DeployAnswer.class, this::put)
                        .query("namespace", "prune", "dryRun")
                        .body(StackBodies.StackBody.class)
                        .orBody("application/yaml"),
                Endpoint.delete(
                                "/stacks/{name}",
                                "Remove a stack with its secrets and configs",
                                DeployAnswer.class,
                                this::remove)
                        .query("namespace"));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return commands.list(Kind.SERVICE, ServiceState.class).thenApply(all -> {
            Map<String, List<ServiceState>> stacks = all.states().stream()
                    .filter(service -> !service.spec().stack().isEmpty())
                    .filter(service -> call.query("namespace")
                            .map(service.id().namespace()::equals)
                            .orElse(true))
                    .collect(Collectors.groupingBy(
                            service -> service.id().namespace() + "/"
                                    + service.spec().stack(),
                            TreeMap::new,
                            Collectors.toList()));
            List<StackView> items =
                    stacks.values().stream().map(StackRoutes::view).toList();
            return Answers.ok(new ItemList<>(items, all.position(), all.missing()));
        });
    }

    private CompletionStage<HttpResponse> get(Call call) {
        return services(call).thenApply(services -> Answers.ok(view(services)));
    }

    private CompletionStage<HttpResponse> put(Call call) {
        String stack = call.path("name");
        boolean isPruning = call.flag("prune", false);
        boolean isDryRun = call.flag("dryRun", false);
        ComposeResult wanted = StackBodies.sound(stack, call);
        List<String> warnings = wanted.warnings().stream().map(Note::text).toList();
        return Present.read(commands).thenCompose(present -> {
            StackDraft draft =
                    StackDraft.of(wanted, stack, call.namespace(), isPruning, present, commands.control()::seal);
            return isDryRun
                    ? Answers.now(Answers.ok(DryRun.answer(draft, stack, call.namespace(), warnings)))
                    : deploy(stack, call, draft, warnings);
        });
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        String stack = call.path("name");
        return Present.read(commands).thenCompose(present -> {
            StackDraft draft = StackDraft.ofRemoval(stack, call.namespace(), present);
            List<String> kept = draft.removedItems().stream()
                    .filter(item -> !item.users().isEmpty())
                    .map(item -> "%s stays: used by %s".formatted(item.ref(), String.join(", ", item.users())))
                    .toList();
            return deploy(stack, call, draft, kept);
        });
    }

    private CompletionStage<HttpResponse> deploy(String stack, Call call, StackDraft draft, List<String> warnings) {
        return new Deployment(commands, uids, call, draft).run().thenApply(done -> {
            DeployAnswer answer = done.answer(stack, warnings);
            done.refusal().ifPresent(refusal -> {
                Problem problem = refusal.problem();
                throw new Refusal(problem.withExtra(Map.of("applied", Json.tree(answer))));
            });
            return Answers.ok(answer);
        });
    }

    private CompletionStage<List<ServiceState>> services(Call call) {
        String stack = call.path("name");
        return commands.list(Kind.SERVICE, ServiceState.class).thenApply(all -> {
            List<ServiceState> services = Present.of(all.states(), stack, call.namespace());
            if (services.isEmpty()) {
                throw Refusal.notFound("there is no stack %s in namespace %s".formatted(stack, call.namespace()));
            }
            return services;
        });
    }

    private static StackView view(List<ServiceState> services) {
        ServiceState first = services.getFirst();
        return new StackView(
                first.spec().stack(),
                first.id().namespace(),
                services.stream().map(ServiceSummary::of).toList());
    }
}
