package io.berth.http.why;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Journaled;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.SlotState;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Commands;
import io.berth.http.route.Endpoint;
import io.berth.http.task.FoundTask;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * {@code /why/NAME} of a service, or else of a task.
 *
 * @param commands asks entities
 */
public record WhyRoutes(Commands commands) {
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/why/{name}", "Why a task, or a service's tasks, are where they are", WhyView.class, this::why)
                .query("namespace"));
    }

    private CompletionStage<HttpResponse> why(Call call) {
        String name = call.path("name");
        return commands.list(EntityRef.Kind.SERVICE, ServiceState.class).thenCompose(all -> {
            Optional<ServiceState> service = all.states().stream()
                    .filter(state -> state.id().namespace().equals(call.namespace()))
                    .filter(state -> state.id().name().equals(name))
                    .findFirst();
            if (service.isPresent()) {
                return ofService(service.get(), call);
            }
            return FoundTask.named(name, call.namespace(), all.states())
                    .map(found -> ofTask(found, call))
                    .orElseThrow(() -> Refusal.notFound(
                            "there is no service and no task %s in namespace %s".formatted(name, call.namespace())));
        });
    }

    private CompletionStage<HttpResponse> ofTask(FoundTask found, Call call) {
        return story(found.service(), Story.of(found.task()), call)
                .thenApply(story -> Answers.ok(new WhyView(
                        "task",
                        found.name(),
                        found.service().id().name(),
                        found.task().node().value(),
                        found.task().status().state().word(),
                        WhyText.of(found, story),
                        story.placement().map(ExplanationView::of),
                        List.of(),
                        List.of(),
                        story.steps())));
    }

    private CompletionStage<HttpResponse> ofService(ServiceState service, Call call) {
        List<PendingView> pending = PendingView.of(service);
        List<String> help = service.slots().values().stream()
                .map(SlotState::pending)
                .flatMap(Optional::stream)
                .distinct()
                .flatMap(why -> Advice.on(why).stream())
                .distinct()
                .toList();
        String state = service.isRemoving() ? "removing" : pending.isEmpty() ? "running" : "pending";
        return story(service, Story.ofService(), call)
                .thenApply(story -> Answers.ok(new WhyView(
                        "service",
                        service.id().name(),
                        service.id().name(),
                        "",
                        state,
                        WhyText.of(service, pending, commands.control().portProblems(service.id()), help, story),
                        story.placement().map(ExplanationView::of),
                        pending,
                        help,
                        story.steps())));
    }

    /** The story as this creation of the service has it. */
    private CompletionStage<Story> story(ServiceState service, Story empty, Call call) {
        return commands.control()
                .history(service.id().ref())
                .filter((Journaled event) -> !event.recorded().at().isBefore(service.createdAt()))
                .runWith(Sink.fold(empty, Story::with), call.materializer());
    }
}
