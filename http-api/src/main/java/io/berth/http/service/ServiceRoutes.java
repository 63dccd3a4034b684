package io.berth.http.service;

import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.SpecRules;
import io.berth.domain.spec.Violation;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Commands;
import io.berth.http.route.Commands.Found;
import io.berth.http.route.Endpoint;
import io.berth.http.route.ItemList;
import io.berth.http.route.Names;
import io.berth.http.spec.SpecView;
import io.berth.http.vault.FileVersions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /services}.
 *
 * @param commands asks entities
 * @param files resolves references to secrets and configs
 * @param uids makes an id for each new service
 */
public record ServiceRoutes(Commands commands, FileVersions files, Supplier<String> uids) {
    /** Body of {@code /scale}. */
    public record ScaleBody(Optional<Integer> replicas) {}

    public List<Endpoint> endpoints() {
        String one = "/services/{name}";
        return List.of(
                Endpoint.get("/services", "Services, by name", ServiceSummary.class, this::list)
                        .query("stack", "namespace", "label"),
                Endpoint.get(one, "One service", ServiceView.class, this::get).query("namespace"),
                Endpoint.put(one, "Create a service or replace its spec", ServiceView.class, this::put)
                        .query("namespace")
                        .body(SpecView.class),
                Endpoint.delete(one, "Remove a service and its tasks", ServiceView.class, this::remove)
                        .query("namespace"),
                Endpoint.post(one + "/scale", "Change the number of replicas", ServiceView.class, this::scale)
                        .query("namespace")
                        .body(ScaleBody.class),
                command("/rollback", "Put the previous spec again", new ServiceCommand.Rollback()),
                command("/restart", "Replace all tasks", new ServiceCommand.Restart()),
                command("/rollout/pause", "Pause the rollout", new ServiceCommand.PauseRollout()),
                command("/rollout/resume", "Go on with the rollout", new ServiceCommand.ResumeRollout()));
    }

    private Endpoint command(String path, String summary, ServiceCommand command) {
        return Endpoint.post("/services/{name}" + path, summary, ServiceView.class, call -> run(call, 200, command))
                .query("namespace");
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return commands.list(EntityRef.Kind.SERVICE, ServiceState.class).thenApply(all -> {
            List<ServiceSummary> items = all.states().stream()
                    .filter(state -> ServiceFilter.matches(state, call))
                    .map(ServiceSummary::of)
                    .toList();
            return Answers.ok(new ItemList<>(items, all.position(), all.missing()));
        });
    }

    private CompletionStage<HttpResponse> get(Call call) {
        return commands.get(Names.service(call).ref(), ServiceState.class).thenApply(found -> answer(200, found));
    }

    private CompletionStage<HttpResponse> put(Call call) {
        ServiceId id = Names.service(call);
        ServiceSpec wanted = SpecBodies.sound(id, call.json(SpecView.class));
        var ifRevision = Preconditions.revision(call);
        return files.resolved(id.namespace(), wanted)
                .thenCompose(spec -> run(call, 200, new ServiceCommand.Put(uids.get(), spec, ifRevision)));
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        return run(call, 202, new ServiceCommand.Remove());
    }

    private CompletionStage<HttpResponse> scale(Call call) {
        ServiceId id = Names.service(call);
        int replicas = call.json(ScaleBody.class).replicas().orElse(-1);
        if (replicas < 0 || replicas > SpecRules.MOST_REPLICAS) {
            String rule = "must be 0.." + SpecRules.MOST_REPLICAS;
            throw Refusal.invalid(
                    "scale of service " + id.name(),
                    List.of(new Violation("replicas", String.valueOf(replicas), rule)));
        }
        return run(call, 200, new ServiceCommand.Scale(replicas));
    }

    private CompletionStage<HttpResponse> run(Call call, int status, ServiceCommand command) {
        return commands.run(Names.service(call).ref(), command, call, ServiceState.class)
                .thenApply(found -> answer(status, found));
    }

    private HttpResponse answer(int status, Found<ServiceState> found) {
        if (!found.state().exists()) {
            return HttpResponse.create().withStatus(204);
        }
        ServiceView view = ServiceView.of(
                found.state(),
                found.sequence(),
                commands.control().portProblems(found.state().id()));
        return Answers.tagged(Answers.json(status, view), found.state().revision());
    }
}
