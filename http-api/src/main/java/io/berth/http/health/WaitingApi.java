package io.berth.http.health;

import io.berth.http.health.HealthRoutes.HealthView;
import io.berth.http.problem.ProblemCode;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Router;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * What a member answers before it can serve: that it lives, and to everything else why it cannot serve yet.
 *
 * @param why one sentence, for a reader
 */
public record WaitingApi(Supplier<String> why, ClassicActorSystemProvider system) {
    /** The answer to any request, of either API. */
    public CompletionStage<HttpResponse> answer(HttpRequest request) {
        var _ = request.discardEntityBytes(system);
        String path = request.getUri().getPathString();
        if (path.equals(Router.PREFIX + "/health/live")) {
            return Answers.now(Answers.ok(new HealthView("live")));
        }
        Refusal refusal = Refusal.of(ProblemCode.NOT_READY, "this member cannot serve yet: " + why.get());
        return Answers.now(
                path.startsWith("/berth/")
                        ? Answers.problem(refusal.problem().at(path))
                        : Answers.json(
                                ProblemCode.NOT_READY.status(),
                                Map.of("message", String.valueOf(refusal.getMessage()))));
    }
}
