package io.berth.http.route;

import io.berth.http.problem.Problem;
import io.berth.http.problem.ProblemCode;
import io.berth.http.problem.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong into a problem; what nobody expected is logged with the id that the client is shown. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    static CompletionStage<HttpResponse> guard(
            HttpRequest request, String id, Supplier<CompletionStage<HttpResponse>> work) {
        return started(work).exceptionally(fault -> {
            Problem problem = problem(cause(fault), request, id);
            return Answers.problem(problem.at(request.getUri().getPathString() + "#" + id));
        });
    }

    private static CompletionStage<HttpResponse> started(Supplier<CompletionStage<HttpResponse>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Problem problem(Throwable fault, HttpRequest request, String id) {
        return switch (fault) {
            case Refusal refusal -> refusal.problem();
            case EntityStreamSizeException size ->
                Refusal.of(
                                ProblemCode.TOO_LARGE,
                                "the body is larger than the limit of %d bytes".formatted(size.limit()))
                        .problem();
            default -> {
                LOG.atError()
                        .setCause(fault)
                        .addKeyValue("request", id)
                        .addKeyValue("method", request.method().name())
                        .addKeyValue("path", request.getUri().getPathString())
                        .log("request failed");
                yield Refusal.of(
                                ProblemCode.INTERNAL,
                                "an unexpected fault, logged under %s; whether the request took effect is not known"
                                        .formatted(id))
                        .problem();
            }
        };
    }

    private static Throwable cause(Throwable fault) {
        Throwable cause = fault;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
