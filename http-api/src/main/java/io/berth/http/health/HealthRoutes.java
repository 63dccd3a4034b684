package io.berth.http.health;

import io.berth.http.ControlPlane;
import io.berth.http.problem.ProblemCode;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Endpoint;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /health} and {@code /version}.
 *
 * @param control says whether it can serve
 * @param version of this program
 */
public record HealthRoutes(ControlPlane control, String version) {
    /** Answer of the health checks. */
    public record HealthView(String status) {}

    /**
     * Answer of {@code /version}.
     *
     * @param version of this program
     * @param api of these routes
     * @param java that runs it
     */
    public record VersionView(String version, String api, String java) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/health/live", "Whether this member lives", HealthView.class, this::live),
                Endpoint.get("/health/ready", "Whether this member can serve", HealthView.class, this::ready),
                Endpoint.get("/version", "The version of this member", VersionView.class, this::version));
    }

    private CompletionStage<HttpResponse> live(Call call) {
        return Answers.now(Answers.ok(new HealthView("live")));
    }

    private CompletionStage<HttpResponse> ready(Call call) {
        control.notReady().ifPresent(reason -> {
            throw Refusal.of(ProblemCode.NOT_READY, "this member cannot serve yet: " + reason);
        });
        return Answers.now(Answers.ok(new HealthView("ready")));
    }

    private CompletionStage<HttpResponse> version(Call call) {
        return Answers.now(
                Answers.ok(new VersionView(version, "v1", Runtime.version().toString())));
    }
}
