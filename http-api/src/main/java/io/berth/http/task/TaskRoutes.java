package io.berth.http.task;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.Violation;
import io.berth.domain.task.TaskState;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Commands;
import io.berth.http.route.Commands.All;
import io.berth.http.route.Endpoint;
import io.berth.http.route.ItemList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /tasks}.
 *
 * @param commands asks entities
 */
public record TaskRoutes(Commands commands) {
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/tasks", "Tasks, by service and slot", TaskView.class, this::list)
                        .query("service", "node", "stack", "state", "namespace"),
                Endpoint.get(
                                "/tasks/{task}",
                                "One task by id, unique beginning of an id, or name",
                                TaskView.class,
                                this::get)
                        .query("namespace"));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        checkState(call);
        return services().thenApply(all -> {
            FleetView fleet = commands.control().fleet();
            List<TaskView> items = FoundTask.all(all.states())
                    .filter(found -> matches(found, call, fleet))
                    .map(found -> TaskView.of(found, fleet))
                    .toList();
            return Answers.ok(new ItemList<>(items, all.position(), all.missing()));
        });
    }

    private CompletionStage<HttpResponse> get(Call call) {
        return find(commands, call)
                .thenApply(found ->
                        Answers.ok(TaskView.of(found, commands.control().fleet())));
    }

    /** The task that {@code {task}} means, or a refusal. */
    static CompletionStage<FoundTask> find(Commands commands, Call call) {
        String name = call.path("task");
        return commands.list(EntityRef.Kind.SERVICE, ServiceState.class)
                .thenApply(all -> FoundTask.named(name, call.namespace(), all.states())
                        .orElseThrow(() -> Refusal.notFound(
                                "there is no task %s in namespace %s".formatted(name, call.namespace()))));
    }

    private CompletionStage<All<ServiceState>> services() {
        return commands.list(EntityRef.Kind.SERVICE, ServiceState.class);
    }

    private static boolean matches(FoundTask found, Call call, FleetView fleet) {
        String node = found.task().node().value();
        return is(call.query("service"), found.service().id().name())
                && is(call.query("namespace"), found.service().id().namespace())
                && is(call.query("stack"), found.service().spec().stack())
                && is(call.query("state"), found.task().status().state().word())
                && (is(call.query("node"), node) || is(call.query("node"), TaskView.hostname(found.task(), fleet)));
    }

    private static boolean is(Optional<String> wanted, String value) {
        return wanted.map(value::equals).orElse(true);
    }

    private static void checkState(Call call) {
        List<String> words =
                Arrays.stream(TaskState.values()).map(TaskState::word).toList();
        call.query("state").filter(state -> !words.contains(state)).ifPresent(state -> {
            String rule = "must be one of " + String.join(", ", words);
            throw Refusal.malformed(
                    "cannot read ?state=%s: it %s".formatted(state, rule),
                    List.of(new Violation("?state", state, rule)));
        });
    }
}
